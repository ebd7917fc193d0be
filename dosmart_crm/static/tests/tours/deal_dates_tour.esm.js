import {registry} from "@web/core/registry";

const date = (name) => `.o_deal_date:contains('${name}')`;

const fitsScreen = {
    trigger: ".o_form_view .o_deal_board",
    run() {
        const {scrollWidth, clientWidth} = document.documentElement;
        if (scrollWidth > clientWidth) {
            throw new Error(`${scrollWidth} px on a screen of ${clientWidth} px`);
        }
    },
};

const note = (name) => [
    {content: `Open ${name}`, trigger: `${date(name)} button`, run: "click"},
    {
        content: "It took place today",
        trigger: `.o_deal_open:contains('${name}') .o_deal_today`,
        run: "click",
    },
    {content: "It is done", trigger: `.o_deal_date.o_done:contains('${name}')`},
];

/** A salesperson sees what is late, notes what was done, and shares the dates with the client. */
registry.category("web_tour.tours").add("dosmart_crm_deal_dates", {
    steps: () => [
        {
            content: "The late list names what is late",
            trigger: ".o_data_row:contains('Minutes sent') .o_data_cell[name='kind_id']",
            run: "click",
        },
        {content: "It is late here, too", trigger: ".o_deal_date.o_late:contains('Minutes sent')"},
        fitsScreen,
        ...note("Minutes sent"),
        {
            content: "Share the dates",
            trigger: ".o_deal_share button:contains('Share These Dates')",
            run: "click",
        },
        {
            content: "Send the link",
            trigger: ".modal .o_mail_send, .modal button[name='action_send_mail']",
            run: "click",
        },
        {
            content: "They are shared",
            trigger: ".o_deal_share button:contains('Stop Sharing')",
        },
    ],
});

/** On the phone one line says it all; a tap shows the dates. */
registry.category("web_tour.tours").add("dosmart_crm_deal_dates_on_phone", {
    steps: () => [
        {
            content: "One line tells what is late",
            trigger: ".o_deal_summary:contains('1 late')",
            run: "click",
        },
        fitsScreen,
        ...note("Minutes sent"),
        {trigger: ".o_deal_summary:contains('1 of 8 dates done')"},
        fitsScreen,
    ],
});
