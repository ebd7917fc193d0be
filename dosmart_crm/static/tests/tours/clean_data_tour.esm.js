import {registry} from "@web/core/registry";
import {stepUtils} from "@web_tour/tour_utils";

const sees = (content, trigger) => ({content, trigger});
const clicks = (content, trigger) => ({content, trigger, run: "click"});

const row = (name) => `.o_data_row:contains('${name}')`;
const badge = (field, label) =>
    `.o_field_widget[name='${field}'] .o_selection_badge:contains('${label}')`;

const opensDuplicates = () => [
    stepUtils.showAppsMenuItem(),
    clicks("Open CRM", ".o_app[data-menu-xmlid='crm.crm_menu_root']"),
    clicks("Open the menu Sales", "[data-menu-xmlid='crm.crm_menu_sales']"),
    clicks("Open the duplicates", "[data-menu-xmlid='dosmart_crm.duplicate_menu']"),
];

/** A salesperson tells two clients apart and asks for the merge of two others. */
registry.category("web_tour.tours").add("dosmart_crm_duplicates", {
    url: "/odoo",
    steps: () => [
        ...opensDuplicates(),
        sees("The row says why", `${row("Tour Ana")}:contains('ana@tour.example.com')`),
        clicks("These are two people", `${row("Tour Ana")} button[name='action_dismiss']`),
        sees("They are off the list", `.o_list_view:not(:has(${row("Tour Ana")}))`),
        clicks("Ask to merge the others", `${row("Tour Eva")} button[name='action_ask_merge']`),
        sees("Somebody was asked", ".o_notification:contains('was asked to merge')"),
    ],
});

/** A sales administrator merges two contacts with Odoo's own wizard. */
registry.category("web_tour.tours").add("dosmart_crm_merge_duplicates", {
    url: "/odoo",
    steps: () => [
        ...opensDuplicates(),
        clicks("Merge", `${row("Tour Eva")} button[name='action_merge']`),
        sees("Odoo's wizard has both", ".modal .o_data_row:contains('Tour Eva Ruiz')"),
        clicks("Merge the contacts", ".modal button[name='action_merge']"),
        clicks("Close the wizard", ".modal footer button:contains('Close')"),
        sees("They are off the list", `.o_action_manager:not(:has(${row("Tour Eva")}))`),
    ],
});

/** A salesperson notes how to contact a client and that all is still right. */
registry.category("web_tour.tours").add("dosmart_crm_how_to_contact", {
    steps: () => [
        sees(
            "The bad email is flagged",
            ".o_field_widget[name='email_problem']:contains('Not an Email Address')"
        ),
        clicks("Open the client sheet", ".o_notebook_headers a[name='client_sheet']"),
        clicks("Prefers WhatsApp", badge("preferred_channel", "WhatsApp")),
        clicks("On Mondays", badge("contact_weekday_ids", "Monday")),
        clicks("On Fridays", badge("contact_weekday_ids", "Friday")),
        clicks("Not on Mondays", `${badge("contact_weekday_ids", "Monday")}.active`),
        clicks("In the evening", badge("contact_day_part_ids", "Evening")),
        sees("Friday is on", `${badge("contact_weekday_ids", "Friday")}.active`),
        clicks("All is right", "button[name='action_mark_verified']"),
        sees("It says who verified it", ".o_field_widget[name='verified_by_id']"),
        sees("The choice was saved", `${badge("contact_day_part_ids", "Evening")}.active`),
    ],
});
