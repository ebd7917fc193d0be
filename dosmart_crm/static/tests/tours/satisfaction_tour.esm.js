import {registry} from "@web/core/registry";
import {stepUtils} from "@web_tour/tour_utils";

const mark = (question, value) => ({
    content: `${question}: ${value}`,
    trigger: `.js_question-wrapper:contains('${question}') label:contains('${value}')`,
    run: "click",
});

/** A client opens the link, gives marks, and sends the page. */
registry.category("web_tour.tours").add("dosmart_crm_answer_satisfaction", {
    steps: () => [
        {content: "Begin", trigger: "button[type='submit']:contains('Start')", run: "click"},
        mark("The look of the product", 5),
        mark("How fast it was delivered", 2),
        mark("The way of paying", 4),
        {
            content: "Say it in words",
            trigger: ".js_question-wrapper:contains('What should we do better') textarea",
            run: "edit The guard came two days late",
        },
        {content: "Send it", trigger: "button[type='submit']:contains('Submit')", run: "click"},
        {
            content: "Yes, send it",
            trigger: ".modal footer button:contains('Submit')",
            run: "click",
        },
        {trigger: "body:contains('we will get in touch')"},
    ],
});

/** Its salesperson sees it on the scorecard, reads the answers, and opens the complaint. */
registry.category("web_tour.tours").add("dosmart_crm_scorecard", {
    steps: () => [
        {
            content: "Open the scorecard",
            trigger: ".nav-link[name='scorecard']",
            run: "click",
        },
        {
            content: "One complaint, severe",
            trigger: ".o_scorecard_complaint:contains('1.00'):contains('(1)')",
        },
        {
            content: "Open what the client answered",
            trigger: ".o_scorecard_survey:contains('3.67')",
            run: "click",
        },
        {
            content: "Open the answer sheet",
            trigger: ".o_data_row:contains('Open Dissatisfaction') td[name='client_id']",
            run: "click",
        },
        {trigger: ".o_form_view:contains('The guard came two days late')"},
        {
            content: "Open the complaint",
            trigger: "button[name='action_view_complaint']",
            run: "click",
        },
        {trigger: ".o_form_view .o_field_widget[name='severity']"},
    ],
});

/** From the worst moment of the service cycle to a preventive action, in two clicks. */
registry.category("web_tour.tours").add("dosmart_crm_service_cycle", {
    steps: () => [
        {
            content: "The worst stand out",
            trigger: "svg .o_is_worst:contains('Installation')",
            run: "click",
        },
        {
            content: "Its marks, the worst first",
            trigger: ".o_data_row:first td[name='mark']:contains('2.00')",
        },
        {
            content: "Prevent it",
            trigger: ".o_data_row:first button[name='action_prevent']",
            run: "click",
        },
        {
            content: "It says what it is for",
            trigger: ".o_form_view .o_field_widget[name='name'] textarea",
            run: "edit Confirm the day of the installation the day before",
        },
        {
            content: "By when",
            trigger:
                ".o_field_widget[name='due_date'] input, .o_field_widget[name='due_date'] button",
            run: "click",
        },
        {
            trigger: ".o_field_widget[name='due_date'] input",
            run: "edit 12/31/2099",
        },
        ...stepUtils.saveForm(),
    ],
});
