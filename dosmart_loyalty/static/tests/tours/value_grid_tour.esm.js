import {registry} from "@web/core/registry";
import {stepUtils} from "@web_tour/tour_utils";

const sees = (content, trigger) => ({content, trigger});
const clicks = (content, trigger) => ({content, trigger, run: "click"});
const cell = (abc, xyz) => `.o_matrix_cell[aria-label^='${abc}, ${xyz}: ']`;

/** A salesperson reads the nine cells, and opens the clients of one. */
registry.category("web_tour.tours").add("dosmart_loyalty_value_grid", {
    url: "/odoo",
    steps: () => [
        stepUtils.showAppsMenuItem(),
        clicks("Open CRM", ".o_app[data-menu-xmlid='crm.crm_menu_root']"),
        clicks("Open the reports", "[data-menu-xmlid='crm.crm_menu_report']"),
        clicks("Open the grid", "[data-menu-xmlid='dosmart_loyalty.value_grid_menu']"),
        sees("Of A and X", `${cell("A", "X")}:contains('84.7 %')`),
        clicks("Of C and Z", `${cell("C", "Z")}:contains('15.3 %')`),
        sees("Its client", ".o_data_row td:contains('Tour Uneven')"),
        sees("And nobody else", ".o_list_view:not(:has(td:contains('Tour Even')))"),
        clicks("Back", ".o_breadcrumb .o_back_button, .breadcrumb-item a"),
        clicks("Of all A", ".o_matrix_heading:contains('A')"),
        sees("The client", ".o_data_row td:contains('Tour Even')"),
    ],
});
