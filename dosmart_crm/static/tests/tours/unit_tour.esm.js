import {registry} from "@web/core/registry";

const list = (field) => `.o_field_widget[name='${field}']`;

const openPage = (name) => ({
    content: `Open the page ${name}`,
    trigger: `.o_notebook_headers a[name='${name}']`,
    run: "click",
});

const addLine = (field) => ({
    content: `Add a line to ${field}`,
    trigger: `${list(field)} .o_field_x2many_list_row_add a`,
    run: "click",
});

/** An order is confirmed; its unit is read, serviced, and its next service booked. */
registry.category("web_tour.tours").add("dosmart_crm_unit", {
    steps: () => [
        {
            content: "Confirm the order",
            trigger: ".o_statusbar_buttons button[name='action_confirm']:enabled",
            run: "click",
        },
        {
            content: "It has made a unit: open it",
            trigger: "button[name='action_view_client_units']:contains('1')",
            run: "click",
        },
        {
            content: "Open the unit",
            trigger: ".o_list_view .o_data_cell[name='product_id']:contains('Camera kit')",
            run: "click",
        },
        {
            content: "Its first service is due",
            trigger: `${list("next_service_kind_id")}:contains('First Check')`,
        },
        openPage("readings"),
        addLine("reading_ids"),
        {
            content: "Type what the meter shows",
            trigger: `${list("reading_ids")} .o_selected_row [name='value'] input`,
            run: "edit 1200",
        },
        openPage("services"),
        addLine("service_ids"),
        {
            content: "Type what was done",
            trigger: `${list("service_ids")} .o_selected_row [name='kind_id'] input`,
            run: "edit First",
        },
        {
            content: "Choose it",
            trigger: ".o-autocomplete--dropdown-item:contains('First Check')",
            run: "click",
        },
        {
            content: "Save",
            trigger: ".o_form_button_save",
            run: "click",
        },
        {
            content: "The next service is shown",
            trigger: `.o_form_saved ${list("next_service_kind_id")}:contains('12 Months Service')`,
        },
        {
            content: "The client wants it: book it",
            trigger: "button[name='action_book_service']:enabled",
            run: "click",
        },
        {
            content: "Say which parts to bring",
            trigger: `.modal ${list("parts")} textarea`,
            run: "edit 2 batteries",
        },
        {
            content: "Book the visit",
            trigger: ".modal button[name='action_book']:enabled",
            run: "click",
        },
        {
            content: "The visit says which parts to bring",
            trigger: `body:not(:has(.modal)) ${list("service_parts")}`,
        },
    ],
});

/** Who has no next contact is found, gets one, and is found no more. */
registry.category("web_tour.tours").add("dosmart_crm_next_contact", {
    steps: () => [
        {
            content: "Look for the clients without next contact",
            trigger: ".o_list_view button[name='action_view_lacking']",
            run: "click",
        },
        {
            content: "Open one of them",
            trigger: ".o_list_view .o_data_cell:contains('Tour Client')",
            run: "click",
        },
        {
            content: "It says so: plan one",
            trigger: ".alert-warning button[name='action_plan_next_contact']",
            run: "click",
        },
        {
            content: "Say what for",
            trigger: `.modal ${list("purpose")} input`,
            run: "edit Show the kit",
        },
        {
            content: "Say about which product",
            trigger: `.modal ${list("product_tmpl_id")} input`,
            run: "edit Camera kit",
        },
        {
            content: "Choose it",
            trigger: ".o-autocomplete--dropdown-item:contains('Camera kit')",
            run: "click",
        },
        {
            content: "Plan it",
            trigger: ".modal button[name='action_plan']:enabled",
            run: "click",
        },
        {
            content: "The warning is gone",
            trigger:
                ".o_form_view:not(:has(.alert-warning button[name='action_plan_next_contact']))",
        },
        {
            content: "Back to those without",
            trigger: ".o_breadcrumb .o_back_button, .breadcrumb-item.o_back_button a",
            run: "click",
        },
        {
            content: "The client is not among them any more",
            trigger: ".o_list_view:not(:contains('Tour Client'))",
        },
    ],
});
