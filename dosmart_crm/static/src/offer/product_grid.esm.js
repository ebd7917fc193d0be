import {Component, markRaw, onWillStart, onWillUpdateProps, useState} from "@odoo/owl";
import {ActionHelper} from "@web/views/action_helper";
import {FormViewDialog} from "@web/views/view_dialogs/form_view_dialog";
import {KeepLast} from "@web/core/utils/concurrency";
import {MatrixGrid} from "../grid/matrix_grid.esm";
import {_t} from "@web/core/l10n/translation";
import {listView} from "@web/views/list/list_view";
import {registry} from "@web/core/registry";
import {useService} from "@web/core/utils/hooks";

const APPROACH = "dosmart.product.approach";

const states = () => ({
    off: {label: _t("Not offered"), icons: [], pressed: "false"},
    not_offered: {label: _t("Not offered"), icons: [], pressed: "false"},
    on_table: {
        legend: _t("On the table"),
        icons: ["fa-hand-paper-o"],
        pressed: "mixed",
        className: "bg-info-subtle text-info-emphasis",
    },
    refused: {
        legend: _t("Refused"),
        icons: ["fa-times"],
        pressed: "false",
        className: "bg-danger-subtle text-danger-emphasis",
    },
    contract: {
        legend: _t("Contract"),
        icons: ["fa-check"],
        pressed: "true",
        className: "bg-success-subtle text-success-emphasis",
    },
});

/** What the server can mark in a cell besides its state; add-ons register marks of their own. */
const marks = registry.category("dosmart_product_marks");
marks.add("late", {icon: "fa-clock-o"});

/**
 * Where the clients of a list stand with each product line. Search and paging are the list's;
 * the server says what each cell of the page shows. A click notes what was talked about.
 */
export class ProductGridRenderer extends Component {
    static template = "dosmart_crm.ProductGrid";
    static components = {ActionHelper, MatrixGrid};
    static props = ["*"];

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.dialog = useService("dialog");
        this.states = states();
        this.marks = Object.fromEntries(marks.getEntries());
        this.state = useState({grid: null});
        this.latest = new KeepLast();
        onWillStart(() => this.load(this.props.list));
        onWillUpdateProps(({list}) => this.load(list));
    }

    get rows() {
        return this.props.list.records.map(({resId, data}) => ({
            id: resId,
            label: data.complete_name,
            note: data.user_id?.display_name,
        }));
    }

    async load(list) {
        const ids = list.records.map((record) => record.resId);
        const answer = this.orm.call("dosmart.client.product", "get_grid", [ids]);
        this.state.grid = markRaw(await this.latest.add(answer));
    }

    note(client, line, cell) {
        const context = {default_partner_id: client.id, default_line_id: line.id};
        if (cell.state && cell.state !== "contract") {
            context.default_state = cell.state;
        }
        this.dialog.add(FormViewDialog, {
            title: _t("What Was Talked About"),
            resModel: APPROACH,
            context,
            onRecordSaved: () => this.load(this.props.list),
        });
    }

    openClient(client) {
        this.openWindow({res_model: "res.partner", res_id: client.id, views: [[false, "form"]]});
    }

    openNotes(client, line) {
        this.openList(APPROACH, client, line, [["line_id", "child_of", line.id]]);
    }

    openQuotations(client, line) {
        const bought = [["order_line.product_id.categ_id", "child_of", line.id]];
        this.openList("sale.order", client, line, bought);
    }

    openList(model, client, line, domain) {
        this.openWindow({
            name: `${client.label} · ${line.label}`,
            res_model: model,
            views: [
                [false, "list"],
                [false, "form"],
            ],
            domain: [["partner_id", "child_of", client.id], ...domain],
        });
    }

    openWindow(action) {
        this.action.doAction({type: "ir.actions.act_window", ...action});
    }
}

registry.category("views").add("dosmart_product_grid", {
    ...listView,
    Renderer: ProductGridRenderer,
    searchMenuTypes: ["filter", "favorite"],
});
