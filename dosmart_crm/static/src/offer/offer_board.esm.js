import {Component} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {standardFieldProps} from "@web/views/fields/standard_field_props";
import {useService} from "@web/core/utils/hooks";

/**
 * The offers a client earns, those it does not and why, each with what can be done now.
 */
export class OfferBoard extends Component {
    static template = "dosmart_crm.OfferBoard";
    static props = {...standardFieldProps};

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
    }

    get offers() {
        return this.props.record.data[this.props.name] || [];
    }

    get earned() {
        return this.offers.filter((offer) => offer.eligible || offer.state);
    }

    get notEarned() {
        return this.offers.filter((offer) => !offer.eligible && !offer.state);
    }

    get emptyText() {
        if (!this.props.record.resId) {
            return _t("Save to see the offers for this client.");
        }
        return _t("Fill in the client sheet and accept a status to see offers.");
    }

    async putOnTable(offer) {
        const {record} = this.props;
        if (await record.save()) {
            await this.orm.call(record.resModel, "action_put_on_table", [
                [record.resId],
                offer.offer_id,
            ]);
            await record.load();
        }
    }

    async decide(offer, name) {
        const {record} = this.props;
        if (await record.save()) {
            await this.action.doActionButton({
                type: "object",
                name,
                resModel: "dosmart.offer.proposal",
                resId: offer.proposal_id,
                context: record.resModel === "sale.order" ? {offer_order_id: record.resId} : {},
                onClose: () => record.load(),
            });
        }
    }
}

registry.category("fields").add("offer_board", {
    component: OfferBoard,
    displayName: _t("Offers"),
    supportedTypes: ["json"],
});
