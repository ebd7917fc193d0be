import {BaseImportModel} from "@base_import/import_model";
import {_t} from "@web/core/l10n/translation";
import {patch} from "@web/core/utils/patch";

/** List every bad cell of a file of client sheets, at the top and beside its column. */
patch(BaseImportModel.prototype, {
    _handleImportErrors(messages, name) {
        if (!messages.some((message) => message.is_sheet_fault)) {
            return super._handleImportErrors(...arguments);
        }
        this._addMessage("danger", [
            _t("Nothing was imported. Correct this first:"),
            ...messages.map((message) => message.message),
        ]);
        for (const column of this.columns) {
            const path = column.fieldInfo?.fieldPath;
            column.errors = path ? messages.filter((message) => message.field === path) : [];
            column.resultNames = name;
        }
        return false;
    },
});
