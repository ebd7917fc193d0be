import {deserializeDate, serializeDate} from "@web/core/l10n/dates";
import {Component} from "@odoo/owl";
import {DateTimeInput} from "@web/core/datetime/datetime_input";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {standardFieldProps} from "@web/views/fields/standard_field_props";
import {user} from "@web/core/user";
import {useService} from "@web/core/utils/hooks";

/**
 * The offers a client earns, those it does not and why, each with what can be done now.
 */
export class OfferBoard extends Component {
    static template = "dosmart_crm.OfferBoard";
    static components = {DateTimeInput};
    static props = {...standardFieldProps};

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
    }

    get board() {
        return this.props.record.data[this.props.name] || {offers: [], closed: ""};
    }

    get current() {
        return this.board.offers.filter((offer) => offer.eligible || offer.state);
    }

    get notEarned() {
        return this.board.offers.filter((offer) => !offer.eligible && !offer.state);
    }

    get emptyText() {
        if (!this.props.record.resId) {
            return _t("Save to see the offers for this client.");
        }
        return _t("Fill in the client sheet and accept a status to see offers.");
    }

    nextStep(offer) {
        return offer.next_step_date ? deserializeDate(offer.next_step_date) : false;
    }

    /** Save what is typed on the form, then *act*, then show what came of it, chatter included. */
    async saveAnd(act) {
        const {record} = this.props;
        if (await record.save()) {
            await act(record);
            await record.model.load();
        }
    }

    putOnTable(offer) {
        return this.saveAnd((record) =>
            this.orm.call(record.resModel, "action_put_on_table", [[record.resId], offer.offer_id])
        );
    }

    planNextStep(offer, date) {
        const values = {next_step_date: date ? serializeDate(date) : false};
        return this.saveAnd(() =>
            this.orm.write("dosmart.offer.proposal", [offer.proposal_id], values)
        );
    }

    async decide(offer, name) {
        const {record} = this.props;
        if (await record.save()) {
            const place = record.resModel === "sale.order" ? {offer_order_id: record.resId} : {};
            await this.action.doActionButton({
                type: "object",
                name,
                resModel: "dosmart.offer.proposal",
                resId: offer.proposal_id,
                context: {...user.context, ...place},
                onClose: () => record.model.load(),
            });
        }
    }
}

registry.category("fields").add("offer_board", {
    component: OfferBoard,
    displayName: _t("Offers"),
    supportedTypes: ["json"],
});
