import {Activity} from "@mail/core/web/activity";
import {patch} from "@web/core/utils/patch";

/** An activity whose type has a script offers to start it. */
patch(Activity.prototype, {
    async startScript() {
        const {orm, action} = this.env.services;
        const {id} = this.props.activity;
        await action.doAction(await orm.call("mail.activity", "action_start_script", [[id]]));
    },
});
