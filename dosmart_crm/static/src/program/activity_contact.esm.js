import {Activity} from "@mail/core/web/activity";
import {patch} from "@web/core/utils/patch";

/** What came of a contact of a program is noted where its activity stands in the chatter. */
patch(Activity.prototype, {
    async onClickLogContact() {
        const {thread} = this;
        const {activity, onActivityChanged} = this.props;
        const action = await this.env.services.orm.call("mail.activity", "action_log_contact", [
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
