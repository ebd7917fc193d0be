import {Component, useRef, useState} from "@odoo/owl";
import {deserializeDate, serializeDate} from "@web/core/l10n/dates";
import {DateTimeInput} from "@web/core/datetime/datetime_input";
import {_t} from "@web/core/l10n/translation";
import {getDataURLFromFile} from "@web/core/utils/urls";
import {registry} from "@web/core/registry";
import {standardFieldProps} from "@web/views/fields/standard_field_props";
import {useService} from "@web/core/utils/hooks";

const MEGABYTE = 1024 * 1024;
const DOCUMENT = "dosmart.account.document";

/**
 * The documents of a client's folder, in order: file one by dropping it on its line.
 */
export class FolderBoard extends Component {
    static template = "dosmart_crm.FolderBoard";
    static components = {DateTimeInput};
    static props = {...standardFieldProps};

    setup() {
        this.orm = useService("orm");
        this.notification = useService("notification");
        this.input = useRef("input");
        this.state = useState({over: 0, busy: 0, open: {}, touched: {}});
    }

    get board() {
        return this.props.record.data[this.props.name] || {items: [], closed: false};
    }

    /** The lines as shown: items, each followed by those of its parts that show. */
    get lines() {
        return this.board.items.flatMap((item) => [
            {...item, isPart: false},
            ...this.shownParts(item).map((part) => ({...part, place: "", isPart: true})),
        ]);
    }

    /** What is to be done shows by itself; one click shows all parts of an item, the next none. */
    shownParts(item) {
        const chosen = this.state.open[item.id];
        return chosen === undefined
            ? item.parts.filter((part) => this.isAwaited(part) || this.state.touched[part.id])
            : item.parts.filter(() => chosen);
    }

    isOpen(item) {
        return Boolean(this.state.open[item.id]);
    }

    toggle(item) {
        this.state.open[item.id] = !this.isOpen(item);
    }

    /** How many parts of an item are there, such as "3 / 6". */
    count(item) {
        const received = item.parts.filter((part) => part.state === "received");
        return `${received.length} / ${item.parts.length}`;
    }

    isAwaited(line) {
        return (line.state === "missing" && !line.is_future) || line.state === "expired";
    }

    takesFiles(line) {
        return !line.parts.length && line.evidence === "file" && !this.board.closed;
    }

    /** Whether it makes sense to say until when the line is valid. */
    hasValidity(line) {
        return (
            this.takesFiles(line) && !line.receipt && ["received", "expired"].includes(line.state)
        );
    }

    badge(line) {
        const future = {text: _t("Not due yet"), style: "text-bg-light"};
        return line.is_future
            ? future
            : {
                  missing: {text: _t("Missing"), style: "text-bg-warning"},
                  received: {text: _t("Received"), style: "text-bg-success"},
                  expired: {text: _t("Expired"), style: "text-bg-danger"},
                  not_applicable: line.parts.length
                      ? future
                      : {text: _t("Not applicable"), style: "text-bg-light"},
              }[line.state];
    }

    url(file) {
        return file.is_identity
            ? `/dosmart/identity/${file.id}`
            : `/web/content/dosmart.document.file/${file.id}/content?filename_field=name`;
    }

    /** Whether the user may open the *file*: identity documents are for a group of its own. */
    mayOpen(file) {
        return !file.is_identity || this.board.may_open_identity;
    }

    expiry(line) {
        return line.expiry ? deserializeDate(line.expiry) : false;
    }

    /** Save what is typed on the form, then *act* on the line, then show what came of it. */
    async saveAnd(line, act) {
        const {record} = this.props;
        if (this.state.busy || !(await record.save())) {
            return;
        }
        this.state.busy = line.id;
        this.state.touched[line.id] = true; // it stays in sight
        try {
            await act();
        } finally {
            this.state.busy = 0;
            await record.model.load();
        }
    }

    call(line, method, ...args) {
        return this.saveAnd(line, () => this.orm.call(DOCUMENT, method, [[line.id], ...args]));
    }

    setExpiry(line, date) {
        return this.call(line, "action_set_expiry", date ? serializeDate(date) : false);
    }

    remove(line, file) {
        return this.saveAnd(line, () =>
            this.orm.call("dosmart.document.file", "action_remove", [[file.id]])
        );
    }

    choose(line) {
        this.chosen = line;
        this.input.el.value = "";
        this.input.el.click();
    }

    onChosen() {
        return this.file(this.chosen, this.input.el.files);
    }

    onDragOver(line, event) {
        if (this.takesFiles(line)) {
            event.preventDefault();
            this.state.over = line.id;
        }
    }

    onDrop(line, event) {
        this.state.over = 0;
        if (this.takesFiles(line)) {
            event.preventDefault();
            return this.file(line, event.dataTransfer.files);
        }
    }

    /** Beside the lines a file is not taken; the browser would leave the page to show it. */
    onDragBeside(event) {
        if (!event.defaultPrevented) {
            event.preventDefault();
            event.dataTransfer.dropEffect = "none";
        }
    }

    /** File the *files* on the line; one that is too large does not even travel. */
    async file(line, files) {
        const most = this.board.file_mb;
        const small = [...files].filter((file) => file.size <= most * MEGABYTE);
        for (const {name} of [...files].filter((file) => !small.includes(file))) {
            this.notification.add(
                _t(
                    "%(name)s is too large: files of a folder have %(most)s MB at most. Scan it with a lower resolution, or split it.",
                    {name, most}
                ),
                {type: "danger"}
            );
        }
        if (small.length) {
            await this.saveAnd(line, async () => {
                for (const file of small) {
                    const data = (await getDataURLFromFile(file)).split(",")[1];
                    await this.orm.call(DOCUMENT, "action_file", [[line.id], file.name, data]);
                }
            });
        }
    }
}

registry.category("fields").add("folder_board", {
    component: FolderBoard,
    displayName: _t("Folder"),
    supportedTypes: ["json"],
});
