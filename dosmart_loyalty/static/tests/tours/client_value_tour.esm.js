import {registry} from "@web/core/registry";
import {stepUtils} from "@web_tour/tour_utils";

const sees = (content, trigger) => ({content, trigger});
const clicks = (content, trigger) => ({content, trigger, run: "click"});
const types = (content, field, text) => ({
    content,
    trigger: `.o_field_widget[name='${field}'] input`,
    run: `edit ${text}`,
});
const row = (name) => `.o_data_row td:contains('${name}')`;

/** A sales manager changes the weights, values all clients and reads why one moved. */
registry.category("web_tour.tours").add("dosmart_loyalty_client_value", {
    url: "/odoo",
    steps: () => [
        stepUtils.showAppsMenuItem(),
        clicks("Open CRM", ".o_app[data-menu-xmlid='crm.crm_menu_root']"),
        clicks("Open the configuration", "[data-menu-xmlid='crm.crm_menu_config']"),
        clicks("Open the policy", "[data-menu-xmlid='dosmart_loyalty.value_policy_menu']"),
        clicks("Of this company", ".o_data_row:first td[name='company_id']"),
        types("Recency counts for nothing", "recency_weight", "0"),
        types("Turnover for more", "monetary_weight", "90"),
        clicks("Value all clients", "button[name='action_run']"),
        sees("It says when", ".o_form_view span:contains('Clients were valued on')"),
        clicks("Open the values", "button[name='action_view_values']"),
        clicks("Open the client", row("Tour Ana")),
        sees("The class", ".o_value_board .badge:contains('New')"),
        sees("And why", ".o_value_board div:contains('starts at 0.0 % of the total')"),
        sees("And since when", ".o_field_widget[name='history_ids'] .o_data_row"),
    ],
});

/** A salesperson reads on the client what it is worth. */
registry.category("web_tour.tours").add("dosmart_loyalty_value_of_client", {
    steps: () => [
        sees("The class at a glance", ".o_value_chips .badge[title^='ABC: A. ']"),
        clicks("Open the page", ".o_notebook_headers a[name='value']"),
        sees("The class", ".o_value_board .badge:contains('A')"),
        sees("How such clients are treated", ".o_value_board div:contains('retain')"),
    ],
});
