import {registry} from "@web/core/registry";
import {stepUtils} from "@web_tour/tour_utils";

const sees = (content, trigger) => ({content, trigger});
const clicks = (content, trigger) => ({content, trigger, run: "click"});
const cell = (then, now) => `.o_matrix_cell[aria-label^='${then}, ${now}: ']`;
const day = (name) => `#migration_${name}`;

/** A salesperson sees who was lost since a day, is told of a wrong one, and opens the clients. */
registry.category("web_tour.tours").add("dosmart_loyalty_value_migration", {
    url: "/odoo",
    steps: () => [
        stepUtils.showAppsMenuItem(),
        clicks("Open CRM", ".o_app[data-menu-xmlid='crm.crm_menu_root']"),
        clicks("Open the reports", "[data-menu-xmlid='crm.crm_menu_report']"),
        clicks("Open the grid", "[data-menu-xmlid='dosmart_loyalty.value_migration_menu']"),
        sees("ABC comes first", `${cell("A", "A")}[data-state='same']`),
        {
            content: "Choose the life cycle",
            trigger: "select#migration_dimension",
            run: "select life_cycle",
        },
        sees("The client is lost", `${cell("New", "Lost")}[data-state='worse']:contains('1')`),
        {
            content: "A day before the history began",
            trigger: day("from"),
            run: "edit 01/02/2020 && press Enter",
        },
        sees("It says so", ".alert:contains('The history begins on')"),
        sees("Nobody was valued", `${cell("Not Valued Yet", "Lost")}:contains('1')`),
        {
            content: "The second day comes before the first",
            trigger: day("to"),
            run: "edit 01/01/2020 && press Enter",
        },
        sees("It is refused", ".modal:contains('comes after the second')"),
        clicks("Close", ".modal .btn-primary"),
        clicks("Who was lost", `${cell("Not Valued Yet", "Lost")}:contains('1')`),
        sees("The client", ".o_data_row td:contains('Tour Gone')"),
        clicks("Back", ".o_back_button, .breadcrumb-item a"),
        sees("What was chosen is kept", `${cell("Not Valued Yet", "Lost")}:contains('1')`),
    ],
});
