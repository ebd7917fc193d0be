import {SearchedGrid, searchedGridView} from "@dosmart_crm/grid/searched_grid.esm";
import {Domain} from "@web/core/domain";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {user} from "@web/core/user";

const VALUES = "dosmart_loyalty.client_value_action";

const states = () => ({
    off: {label: _t("No client"), icons: []},
    best: {
        icons: [],
        legend: _t("Buy much and evenly"),
        className: "bg-success-subtle text-success-emphasis",
    },
    middle: {
        icons: [],
        legend: _t("In between"),
        className: "bg-info-subtle text-info-emphasis",
    },
    least: {
        icons: [],
        legend: _t("Buy little or unevenly"),
        className: "bg-warning-subtle text-warning-emphasis",
    },
    unknown: {icons: [], className: "bg-200"},
});

const marks = () => ({
    valuable: {icon: "fa-star", legend: _t("Most valuable: A, X and several target lines")},
});

/** Who makes the turnover, and who buys evenly: nine cells that open the list of their clients. */
export class ValueGrid extends SearchedGrid {
    static template = "dosmart_loyalty.ValueGrid";

    setup() {
        super.setup();
        this.states = states();
        this.marks = marks();
    }

    fetch({resModel, domain}) {
        return this.orm.call(resModel, "get_grid", [domain]);
    }

    openCell(abc, xyz, cell) {
        if (cell.state) {
            const name = `ABC: ${abc.label}, XYZ: ${xyz.label}`;
            this.openClients(name, [
                ["abc", "=", abc.id],
                ["xyz", "=", xyz.id],
            ]);
        }
    }

    openClass(field, label, {id}) {
        this.openClients(label, [[field, "=", id]]);
    }

    openValuable() {
        this.openClients(_t("Most Valuable"), [["is_most_valuable", "=", true]]);
    }

    openClients(name, leaves) {
        const ours = [["company_id", "=", user.activeCompany.id]];
        const domain = Domain.and([this.props.domain, ours, leaves]).toList();
        return this.openRecords(VALUES, name, domain);
    }
}

registry.category("views").add("dosmart_value_grid", {...searchedGridView, Controller: ValueGrid});
