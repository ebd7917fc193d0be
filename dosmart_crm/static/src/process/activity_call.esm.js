import {Activity} from "@mail/core/web/activity";
import {patch} from "@web/core/utils/patch";

/** A planned call is logged with what came of it, from where it stands in the chatter. */
patch(Activity.prototype, {
    async onClickLogCall() {
        const {thread} = this;
        const {activity, onActivityChanged} = this.props;
        const action = await this.env.services.orm.call("mail.activity", "action_log_call", [
            [activity.id],
        ]);
        await this.env.services.action.doAction(action, {
            onClose: () => {
                onActivityChanged(thread);
                thread.fetchNewMessages();
            },
        });
    },
});
