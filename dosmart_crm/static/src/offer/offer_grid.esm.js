import {Component} from "@odoo/owl";
import {FormViewDialog} from "@web/views/view_dialogs/form_view_dialog";
import {Layout} from "@web/search/layout";
import {MatrixGrid} from "../grid/matrix_grid.esm";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {standardActionServiceProps} from "@web/webclient/actions/action_service";
import {useGrid} from "../grid/use_grid.esm";
import {useService} from "@web/core/utils/hooks";

const RULE = "dosmart.offer.rule";

/** Cells with an occasion or condition also have a funnel; nobody gets those with a warning. */
const states = () => ({
    off: {label: _t("Not given"), icons: [], pressed: "false"},
    own: {
        legend: _t("Given by the status itself"),
        icons: ["fa-check"],
        pressed: "true",
        className: "bg-success-subtle text-success-emphasis",
    },
    own_limited: {
        legend: _t("The same, only on an occasion or condition"),
        icons: ["fa-check", "fa-filter"],
        pressed: "true",
        className: "bg-success-subtle text-success-emphasis",
    },
    inherited: {
        legend: _t("Inherited from the status named in the cell"),
        icons: ["fa-level-down"],
        pressed: "mixed",
        className: "bg-info-subtle text-info-emphasis fst-italic",
    },
    inherited_limited: {
        legend: _t("Inherited, only on an occasion or condition"),
        icons: ["fa-level-down", "fa-filter"],
        pressed: "mixed",
        className: "bg-info-subtle text-info-emphasis fst-italic",
    },
    own_broken: {
        icons: ["fa-check", "fa-exclamation-triangle"],
        pressed: "true",
        className: "bg-warning-subtle text-warning-emphasis",
    },
    inherited_broken: {
        icons: ["fa-level-down", "fa-exclamation-triangle"],
        pressed: "mixed",
        className: "bg-warning-subtle text-warning-emphasis fst-italic",
    },
});

/**
 * Which client status gives which offers, one click per cell. The server says what each cell
 * shows; rules with an occasion or condition open in their form instead of being toggled.
 */
export class OfferGrid extends Component {
    static template = "dosmart_crm.OfferGrid";
    static components = {Layout, MatrixGrid};
    static props = {...standardActionServiceProps};

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.dialog = useService("dialog");
        this.states = states();
        this.shown = useGrid(RULE);
    }

    get grid() {
        return this.shown.data;
    }

    get help() {
        return this.grid.can_toggle
            ? _t(
                  "Read down a status to see what its clients get. Click on a cell to give an offer or take it back, on a status to inherit from others."
              )
            : _t(
                  "Read down a status to see what its clients get. A sales administrator can change it."
              );
    }

    async toggle(offer, status, cell) {
        const given = !cell.rule_ids?.length;
        if (!given && cell.state !== "own") {
            this.openRules(offer, status, cell);
            return;
        }
        await this.shown.set(offer.id, status.id, given);
    }

    /** Show the one rule of a cell, a new one, or the list of several. */
    openRules(offer, status, cell) {
        const ids = cell.rule_ids || [];
        const context = {default_offer_id: offer.id, default_status_id: status.id};
        if (ids.length > 1) {
            this.action.doAction({
                type: "ir.actions.act_window",
                name: `${offer.label} · ${status.label}`,
                res_model: RULE,
                views: [
                    [false, "list"],
                    [false, "form"],
                ],
                domain: [
                    ["offer_id", "=", offer.id],
                    ["status_id", "=", status.id],
                ],
                context,
            });
            return;
        }
        const props = {title: _t("Offer Rule"), resModel: RULE, resId: ids[0], context};
        if (ids.length && this.grid.can_toggle) {
            props.removeRecord = () => this.removeRule(ids[0]);
        }
        this.openDialog(props, this.grid.can_toggle);
    }

    async removeRule(id) {
        await this.orm.unlink(RULE, [id]);
        await this.shown.load();
    }

    openInheritance(status) {
        const props = {
            title: _t("Everything of Other Statuses"),
            resModel: "dosmart.client.status",
            resId: status.id,
            context: {form_view_ref: "dosmart_crm.client_status_view_form_inheritance"},
            size: "md",
        };
        this.openDialog(props, true);
    }

    openOffer(offer) {
        const props = {title: _t("Offer"), resModel: "dosmart.offer", resId: offer.id};
        this.openDialog(props, this.grid.can_toggle);
    }

    openDialog(props, canEdit) {
        this.dialog.add(FormViewDialog, {
            readonly: !canEdit,
            preventEdit: !canEdit,
            preventCreate: !canEdit,
            onRecordSaved: () => this.shown.load(),
            ...props,
        });
    }
}

registry.category("actions").add("dosmart_crm.offer_grid", OfferGrid);
