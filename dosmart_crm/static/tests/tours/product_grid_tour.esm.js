import {registry} from "@web/core/registry";
import {stepUtils} from "@web_tour/tour_utils";

const cell = (client, line) => `.o_matrix_cell[aria-label^='${client}, ${line}: ']`;
const sees = (content, trigger) => ({content, trigger});
const clicks = (content, trigger) => ({content, trigger, run: "click"});
const types = (content, trigger, text) => ({content, trigger, run: `edit ${text}`});

/** A salesperson looks what a client could still buy, and notes what was talked about. */
registry.category("web_tour.tours").add("dosmart_crm_product_grid", {
    url: "/odoo",
    steps: () => [
        stepUtils.showAppsMenuItem(),
        clicks("Open CRM", ".o_app[data-menu-xmlid='crm.crm_menu_root']"),
        clicks("Open Sales", "[data-menu-xmlid='crm.crm_menu_sales']"),
        clicks("Open the grid", "[data-menu-xmlid='dosmart_crm.product_grid_menu']"),
        sees("The grid is there", ".o_product_grid .o_matrix_grid"),
        types("Search the client", ".o_searchview_input", "Abarrotes Lupita"),
        {content: "By its name", trigger: ".o_searchview_input", run: "press Enter"},
        sees(
            "The guards are under contract, others are not shown",
            `table:not(:contains('Papelería Paz')) ${cell("Abarrotes Lupita", "Guards")}[data-state='contract']`
        ),
        clicks(
            "Cameras were not offered",
            `${cell("Abarrotes Lupita", "Cameras")}[data-state='off']`
        ),
        clicks(
            "The client refused",
            ".modal .o_field_widget[name='state'] span:contains('Refused')"
        ),
        types("Why", ".modal .o_field_widget[name='refusal_reason'] input", "Has some"),
        types("What comes next", ".modal .o_field_widget[name='next_step_purpose'] input", "Ask"),
        {
            content: "When",
            trigger:
                ".modal .o_field_widget[name='next_step_date'] button, .modal .o_field_widget[name='next_step_date'] input",
            run: "click",
        },
        clicks("Today will do", ".o_date_item_cell.o_today"),
        clicks("Save", ".modal .o_form_button_save"),
        clicks(
            "The cell shows it at once",
            `body:not(:has(.modal)) ${cell("Abarrotes Lupita", "Cameras")}[data-state='refused']`
        ),
        sees("A click opens another note", ".modal .o_form_view"),
        clicks("Close it", ".modal .btn-close"),
        sees("The reason is told", ".o_matrix_details:contains('Has some')"),
        clicks("Open the notes", ".o_matrix_details button:contains('Notes')"),
        sees("There is one", ".o_list_view .o_data_row:contains('Has some')"),
    ],
});
