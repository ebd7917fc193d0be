import {registry} from "@web/core/registry";

const answer = (field, label) => ({
    content: `Answer ${field}: ${label}`,
    trigger: `.o_field_widget[name='${field}'] .o_selection_badge:contains('${label}')`,
    run: "click",
});

const openPage = (name) => ({
    content: `Open the page ${name}`,
    trigger: `.o_notebook_headers a[name='${name}']`,
    run: "click",
});

const offer = (name) => `.o_offer_board li:contains('${name}')`;

/** From a new lead to the quotation the client gets: what a salesperson does in a visit. */
registry.category("web_tour.tours").add("dosmart_crm_salesperson", {
    url: "/odoo/action-crm.crm_lead_action_pipeline/new",
    steps: () => [
        {
            content: "Name the opportunity",
            trigger: ".o_field_widget[name='name'] textarea",
            run: "edit Cámaras para la tienda",
        },
        {
            content: "Type the client's name",
            trigger: ".o_field_widget[name='partner_id'] input",
            run: "edit Abarrotes Lupita",
        },
        {
            content: "Create the client",
            trigger: ".o-autocomplete--dropdown-item:contains('Create')",
            run: "click",
        },
        {
            content: "Type the client's email",
            trigger: ".o_field_widget[name='email_from'] input",
            run: "edit lupita@example.com",
        },
        openPage("client_sheet"),
        answer("need_level", "High"),
        answer("payment_preference", "Financing"),
        answer("attracted", "Yes"),
        {
            content: "Save the sheet",
            trigger: ".o_form_button_save",
            run: "click",
        },
        {
            content: "Read why the client is potential, and accept",
            trigger: ".alert:contains('the need is high') button[name='action_accept_status']",
            run: "click",
        },
        {
            content: "The client has the status",
            trigger: ".o_field_widget[name='client_status_id']:contains('Potential')",
        },
        openPage("offers"),
        {
            content: "The offer for a renewal says why it is not for this client",
            trigger: `${offer("6 interest-free months on renewal")}:contains('no contract yet')`,
        },
        {
            content: "Put the complementary services on the table",
            trigger: `${offer("Complementary services")} button:contains('Put on the Table')`,
            run: "click",
        },
        {
            content: "They are on the table",
            trigger: `${offer("Complementary services")} .badge:contains('On the table')`,
        },
        {
            content: "Put the maintenance on the table",
            trigger: `${offer("Free maintenance")} button:contains('Put on the Table')`,
            run: "click",
        },
        {
            content: "It is on the table",
            trigger: `${offer("Free maintenance")} .badge:contains('On the table')`,
        },
        {
            content: "Make the quotation",
            trigger: ".o_statusbar_buttons button:contains('New Quotation')",
            run: "click",
        },
        {
            content: "Add what the client wants",
            trigger: ".o_field_x2many_list_row_add > a:contains('Add a product')",
            run: "click",
        },
        {
            content: "Type the product",
            trigger: ".o_selected_row .o_field_widget[name^='product'] input",
            run: "edit Tour Camera",
        },
        {
            content: "Choose it",
            trigger: ".o-autocomplete--dropdown-item:contains('Tour Camera')",
            run: "click",
        },
        {
            content: "Its price has come; the line may still be in edit mode",
            trigger:
                ".o_field_widget[name='order_line'] .o_data_row [name='price_subtotal']:contains('10,000.00')",
        },
        openPage("offers"),
        {
            content: "Save the quotation to see the offers",
            trigger: ".o_form_button_save",
            run: "click",
        },
        {
            content: "The client accepts the services",
            trigger: `${offer("Complementary services")} button:contains('Accept')`,
            run: "click",
        },
        {
            content: "The services are accepted",
            trigger: `${offer("Complementary services")} .badge:contains('Accepted')`,
        },
        {
            content: "The client accepts the maintenance",
            trigger: `${offer("Free maintenance")} button:contains('Accept')`,
            run: "click",
        },
        {
            content: "The maintenance is accepted",
            trigger: `${offer("Free maintenance")} .badge:contains('Accepted')`,
        },
        openPage("order_lines"),
        {
            content: "The maintenance is on the quotation",
            trigger: ".o_field_widget[name='order_line'] .o_data_row:contains('Maintenance')",
        },
        {
            content: "Send the quotation",
            trigger: ".o_statusbar_buttons button:contains('Send')",
            run: "click",
        },
        {
            content: "Send the email",
            trigger: ".modal .o_mail_send:enabled",
            run: "click",
        },
        {
            content: "The quotation is sent",
            trigger: ".o_arrow_button_current:contains('Quotation Sent')",
        },
    ],
});
