import {RadioField, radioField} from "@web/views/fields/radio/radio_field";
import {_t} from "@web/core/l10n/translation";
import {getFieldDomain} from "@web/model/relational_model/utils";
import {registry} from "@web/core/registry";
import {useSpecialData} from "@web/views/fields/relational_utils";

const specification = {display_name: 1, known_count: 1, success_percent: 1};
let nextId = 0;

/** The suggested answers in full, each with how often it convinced. */
export class SuggestedAnswer extends RadioField {
    // Not that of the radio buttons, which would fetch the answers without their numbers.
    setup() {
        this.id = `suggested_answer_${nextId++}`;
        this.type = "many2one";
        this.specialData = useSpecialData(async (orm, {record, name, domain}) => {
            const {relation} = record.fields[name];
            const kwargs = {specification, domain: getFieldDomain(record, name, domain)};
            const {records} = await orm.call(relation, "web_search_read", [], kwargs);
            return records.map((answer) => [answer.id, this.describe(answer)]);
        });
    }

    describe({display_name, known_count, success_percent}) {
        if (!known_count) {
            return display_name;
        }
        const percent = Math.round(success_percent);
        return _t("%s (convinced %s %% of %s)", display_name, percent, known_count);
    }
}

registry.category("fields").add("suggested_answer", {
    ...radioField,
    component: SuggestedAnswer,
    displayName: _t("Suggested Answers"),
    supportedTypes: ["many2one"],
});
