import {registry} from "@web/core/registry";

const openPage = (name) => ({
    content: `Open the page ${name}`,
    trigger: `.o_notebook_headers a[name='${name}']`,
    run: "click",
});

const FREE = ".o_offer_board li:contains('Mantenimiento sin costo')";

/** A refused offer, put on the table again and accepted; starts on the form of a lead. */
registry.category("web_tour.tours").add("dosmart_crm_offer_board", {
    steps: () => [
        openPage("offers"),
        {
            content: "The client who referred this one is asked for where it counts",
            trigger: ".o_notebook .tab-pane.active .o_field_widget[name='referrer_id']",
        },
        {content: "Put it on the table", trigger: `${FREE} .o_offer_put`, run: "click"},
        {
            content: "Refuse it",
            trigger: `${FREE} .o_offer_refuse:contains('Rechazar')`,
            run: "click",
        },
        {
            content: "Say why, in a dialog in Spanish",
            trigger: ".modal:contains('Rechazar oferta') .o_field_widget[name='reason'] input",
            run: "edit Muy caro",
        },
        {
            content: "Confirm the refusal",
            trigger: ".modal button[name='action_refuse']",
            run: "click",
        },
        {
            content: "The dialog is gone and the board says why it was refused",
            trigger: `body:not(:has(.modal)) ${FREE} .o_offer_past:contains('Muy caro')`,
        },
        {
            content: "The chatter says so too, without a reload",
            trigger: ".o-mail-Chatter .o-mail-Message:contains('Rechazada el')",
        },
        {content: "Put it on the table again", trigger: `${FREE} .o_offer_put`, run: "click"},
        {
            content: "Say when the next step is",
            trigger: `${FREE} .o_offer_next_step input`,
            run: "edit 30/12/2027 && press Enter",
        },
        {
            content: "Accept it without a quotation",
            trigger: `${FREE} .o_offer_accept:contains('Aceptar')`,
            run: "click",
        },
        {
            content: "The message leads to a new one",
            trigger: ".modal:contains('todavía no tiene cotización') .btn-primary",
            run: "click",
        },
        {
            content: "Add what the client wants",
            trigger: ".o_field_x2many_list_row_add > a:first",
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
            content: "The line is there",
            trigger: ".o_field_widget[name='order_line'] .o_data_row:contains('1,000.00')",
        },
        openPage("offers"),
        {content: "Save", trigger: ".o_form_button_save", run: "click"},
        {content: "Accept it here", trigger: `${FREE} .o_offer_accept`, run: "click"},
        {content: "It is accepted", trigger: `${FREE} .badge:contains('Aceptada')`},
        openPage("order_lines"),
        {
            content: "The gift shows its discount, although no other discounts are in use",
            trigger:
                ".o_data_row:contains('Mantenimiento preventivo') td[name='discount']:contains('100')",
        },
    ],
});

/** The plan of instalments on a phone; starts on the form of a quotation. */
registry.category("web_tour.tours").add("dosmart_crm_plan_on_phone", {
    steps: () => [
        openPage("contract"),
        {
            content: "Each instalment is a card with its whole amount",
            trigger: ".o_field_widget[name='instalment_ids'] .o_kanban_record:contains('200.00')",
            run({anchor}) {
                if (anchor.scrollWidth > anchor.clientWidth) {
                    throw new Error("The instalment is cut off");
                }
            },
        },
    ],
});
