import {registry} from "@web/core/registry";
import {stepUtils} from "@web_tour/tour_utils";

/**
 * @param {string} offer
 * @param {string} status
 * @returns {string} selector of the cell, which names both to those who cannot see it
 */
const cell = (offer, status) => `.o_matrix_cell[aria-label^='${offer}, ${status}: ']`;

const sees = (content, trigger) => ({content, trigger});
const clicks = (content, trigger) => ({content, trigger, run: "click"});

const status = (name) => `[role='columnheader'] button:contains('${name}')`;

/** A sales administrator changes who gets what: by click, by keyboard, and by inheritance. */
registry.category("web_tour.tours").add("dosmart_crm_offer_grid", {
    url: "/odoo",
    steps: () => [
        stepUtils.showAppsMenuItem(),
        clicks("Open CRM", ".o_app[data-menu-xmlid='crm.crm_menu_root']"),
        clicks("Open the configuration", "[data-menu-xmlid='crm.crm_menu_config']"),
        clicks("Open the grid", "[data-menu-xmlid='dosmart_crm.offer_grid_menu']"),
        sees(
            "Inherited cells say from where",
            `${cell("Free maintenance", "Needs more offers")}[data-state='inherited']:contains('Potential')`
        ),
        clicks("Give the sensors to Potential", cell("Extra sensors at no cost", "Potential")),
        sees(
            "Potential gives them",
            `${cell("Extra sensors at no cost", "Potential")}[data-state='own']`
        ),
        sees(
            "Needs more offers inherits them at once",
            `${cell("Extra sensors at no cost", "Needs more offers")}[data-state='inherited']`
        ),
        {
            content: "Walk to the next status",
            trigger: `${cell("Extra sensors at no cost", "Potential")}:focus`,
            run: "press ArrowRight",
        },
        {
            content: "Give them to it too, by keyboard",
            trigger: `${cell("Extra sensors at no cost", "Possibly potential")}:focus`,
            run: "press Enter",
        },
        sees(
            "Possibly potential gives them",
            `${cell("Extra sensors at no cost", "Possibly potential")}[data-state='own']`
        ),
        clicks(
            "A cell with an occasion is not toggled",
            `${cell("6 interest-free months on renewal", "Loyal")}[data-state='own_limited']`
        ),
        sees("Its rule opens", ".modal .o_field_widget[name='occasion']"),
        clicks("Remove the rule", ".modal .o_form_button_remove"),
        sees(
            "It is gone",
            `${cell("6 interest-free months on renewal", "Loyal")}[data-state='off']`
        ),
        clicks("Let Loyal inherit", status("Loyal")),
        clicks(
            "Everything of Potential",
            ".modal .o_field_many2many_checkboxes .form-check:contains(/^Potential/) input"
        ),
        clicks("Save", ".modal .o_form_button_save"),
        sees("Loyal says so", `${status("Loyal")}:contains('Everything of Potential')`),
        sees(
            "Loyal inherits the renewal",
            `${cell("6 interest-free months on renewal", "Loyal")}[data-state='inherited_limited']`
        ),
        clicks("Let Potential inherit", status("Potential")),
        clicks(
            "Everything of Loyal",
            ".modal .o_field_many2many_checkboxes .form-check:contains('Loyal') input"
        ),
        clicks("Save", ".modal .o_form_button_save"),
        clicks(
            "The circle is named and refused",
            ".modal:contains('Loyal → Potential → Loyal') .btn-primary, .modal:contains('Potential → Loyal → Potential') .btn-primary"
        ),
        clicks("Discard", ".modal .o_form_button_cancel"),
        sees("The grid is back", "body:not(:has(.modal)) .o_matrix_grid"),
    ],
});

/** A salesperson reads the same grid. */
registry.category("web_tour.tours").add("dosmart_crm_offer_grid_reader", {
    url: "/odoo/action-dosmart_crm.offer_grid_action",
    steps: () => [
        clicks("Click on a cell", `${cell("Free maintenance", "Loyal")}[aria-disabled='true']`),
        sees("Read why", ".o_matrix_details:contains('Earned by the status “Loyal”.')"),
        clicks("Open its rule", ".o_matrix_details button:contains('Open the rule')"),
        sees("It cannot be changed", ".modal .o_form_readonly"),
        clicks("Close it", ".modal .btn-close"),
        sees("The cell is as it was", `${cell("Free maintenance", "Loyal")}[data-state='own']`),
    ],
});

/** From Settings to a grid that has no offers, which says where to make one. */
registry.category("web_tour.tours").add("dosmart_crm_offer_grid_empty", {
    url: "/odoo/settings",
    steps: () => [
        clicks("Open our settings", ".settings_tab [data-key='dosmart_crm']"),
        clicks("Open the grid", ".o_setting_box button:contains('Open the Grid')"),
        sees("Nothing is there", ".o_offer_grid:contains('There is no offer yet')"),
        clicks("Make an offer", ".o_offer_grid button:contains('Offers Catalogue')"),
        sees("The catalogue opens", ".o_breadcrumb:contains('Offers Catalogue')"),
    ],
});
