import {SearchedGrid, searchedGridView} from "@dosmart_crm/grid/searched_grid.esm";
import {deserializeDate, serializeDate} from "@web/core/l10n/dates";
import {DateTimeInput} from "@web/core/datetime/datetime_input";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {useSetupAction} from "@web/search/action_hook";

const states = () => ({
    off: {label: _t("No client"), icons: []},
    same: {
        icons: [],
        legend: _t("Class kept"),
        className: "bg-200",
    },
    better: {
        icons: ["fa-arrow-up"],
        legend: _t("Better class"),
        className: "bg-success-subtle text-success-emphasis",
    },
    worse: {
        icons: ["fa-arrow-down"],
        legend: _t("Worse class"),
        className: "bg-danger-subtle text-danger-emphasis",
    },
    moved: {
        icons: ["fa-arrow-right"],
        legend: _t("Another class, neither better nor worse"),
        className: "bg-info-subtle text-info-emphasis",
    },
});

/** In which class clients were on one day, and in which on another. */
export class MigrationGrid extends SearchedGrid {
    static template = "dosmart_loyalty.MigrationGrid";
    static components = {...SearchedGrid.components, DateTimeInput};

    setup() {
        this.states = states();
        this.today = luxon.DateTime.local();
        // What the user has chosen; what is empty is chosen by the server.
        this.choice = {dimension: null, dayFrom: null, dayTo: null, ...this.props.state};
        super.setup();
        useSetupAction({getLocalState: () => ({...this.choice})});
    }

    get days() {
        const {day_from: from, day_to: to} = this.state.grid;
        return {from: deserializeDate(from), to: deserializeDate(to)};
    }

    /** Is the history shorter than what is asked for? */
    get startsLate() {
        const {first_day: first, day_from: from} = this.state.grid;
        return Boolean(first) && from < first;
    }

    get firstDay() {
        return deserializeDate(this.state.grid.first_day).toLocaleString();
    }

    fetch({resModel, domain}) {
        const {dimension, dayFrom, dayTo} = this.choice;
        return this.orm.call(resModel, "get_migration", [domain, dimension, dayFrom, dayTo]);
    }

    async choose(change) {
        const before = this.choice;
        this.choice = {...before, ...change};
        try {
            await this.load(this.props);
        } catch (error) {
            // Refused: what is shown stays, and so does what was chosen.
            this.choice = before;
            this.state.refused = (this.state.refused || 0) + 1;
            throw error;
        }
    }

    chooseDay(name, day) {
        return this.choose({[name]: day ? serializeDate(day) : null});
    }

    openCell(then, now, cell) {
        return cell.state && this.openClients(then.id, now.id);
    }

    async openClients(then, now) {
        const {dimension, day_from: from, day_to: to} = this.state.grid;
        const args = [this.props.domain, dimension, from, to, then, now];
        const action = await this.orm.call(this.props.resModel, "action_view_migration", args);
        return this.action.doAction(action);
    }
}

registry
    .category("views")
    .add("dosmart_migration_grid", {...searchedGridView, Controller: MigrationGrid});
