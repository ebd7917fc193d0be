import {Component, useRef, useState} from "@odoo/owl";

const NOTHING = {};

/** Where each key leads from row *r* and column *c*; the grid keeps it within its borders. */
const MOVES = {
    ArrowUp: (r, c) => [r - 1, c],
    ArrowDown: (r, c) => [r + 1, c],
    ArrowLeft: (r, c) => [r, c - 1],
    ArrowRight: (r, c) => [r, c + 1],
    Home: (r) => [r, 0],
    End: (r) => [r, Infinity],
    PageUp: (r, c) => [0, c],
    PageDown: (r, c) => [Infinity, c],
};

const within = (low, value, high) => Math.max(low, Math.min(value, high));

/**
 * A table of on/off cells that a mouse, a finger or the keyboard toggles. It knows no model:
 *
 * - columns: [{id, label, note?}], rows: [{id, label, note?, muted?}], *note* in small print
 * - cells: {row id: {column id: {state, marks?, number?, label?, source?, tooltip?, …}}}; without,
 *   "off"
 * - states: {state: {label, icons, pressed, className?, legend?}} says how a cell of each state
 *   looks and is read aloud; "off" is one of them, and those with *legend* are explained above
 * - marks: {mark: {icon, legend?}} says what is drawn beside the state for each of a cell's marks
 * - onToggle(row, column, cell) changes the cell and may return a promise; without it, the grid
 *   is to be read only. onOpen(row, column, cell) shows what a cell is about instead of changing
 *   it. onRow(row) and onColumn(column) make buttons of the headings.
 * - the slot "details" gets the chosen row, column and cell, and is shown below the table
 *
 * Arrows move, Home and End go to the borders, space or Enter press; one Tab enters the grid
 * and the next one leaves it.
 */
export class MatrixGrid extends Component {
    static template = "dosmart_crm.MatrixGrid";
    static props = {
        caption: String,
        rowCaption: String,
        columns: Array,
        rows: Array,
        cells: Object,
        states: Object,
        marks: {type: Object, optional: true},
        onToggle: {type: Function, optional: true},
        onOpen: {type: Function, optional: true},
        onRow: {type: Function, optional: true},
        onColumn: {type: Function, optional: true},
        slots: {type: Object, optional: true},
    };

    setup() {
        this.table = useRef("table");
        // The chosen place: row -1 is the headings of the columns, column -1 those of the rows.
        this.state = useState({row: 0, column: 0, chosen: false, busy: {}});
    }

    get legend() {
        const marks = Object.values(this.props.marks || {});
        const looks = [
            ...Object.values(this.props.states),
            ...marks.map(({icon, legend}) => ({icons: [icon], legend})),
        ];
        return looks.filter((look) => look.legend);
    }

    iconsOf(cell) {
        const marks = (cell.marks || []).map((mark) => this.props.marks[mark].icon);
        return [...this.lookOf(cell).icons, ...marks];
    }

    get chosen() {
        const {row, column, chosen} = this.state;
        const [line, head] = [this.props.rows[row], this.props.columns[column]];
        return chosen && line && head
            ? {row: line, column: head, cell: this.cellAt(line, head)}
            : null;
    }

    cellAt(row, column) {
        return this.props.cells[row.id]?.[column.id] || NOTHING;
    }

    lookOf(cell) {
        return this.props.states[cell.state || "off"];
    }

    meaning(cell) {
        return cell.tooltip || this.lookOf(cell).label;
    }

    isBusy(row, column) {
        return Boolean(this.state.busy[`${row.id},${column.id}`]);
    }

    tabIndex(row, column) {
        return row === this.state.row && column === this.state.column ? 0 : -1;
    }

    /**
     * @param {Event} event
     * @returns {number[] | null} row and column of the button that *event* is about
     */
    place(event) {
        const button = event.target.closest("[data-place]");
        return button && button.dataset.place.split(",").map(Number);
    }

    onFocus(event) {
        const place = this.place(event);
        if (place) {
            [this.state.row, this.state.column] = place;
            this.state.chosen = true;
        }
    }

    onKeydown(event) {
        const place = this.place(event);
        const move = MOVES[event.key];
        if (place && move && !event.altKey && !event.metaKey) {
            event.preventDefault();
            event.stopPropagation();
            const [row, column] = move(...place);
            this.goTo(event.ctrlKey && event.key === "Home" ? 0 : row, column);
        }
    }

    goTo(row, column) {
        const {rows, columns, onRow, onColumn} = this.props;
        if (row < 0 && column < 0) {
            return; // Nothing is in the corner.
        }
        const target = [
            within(onColumn ? -1 : 0, row, rows.length - 1),
            within(onRow ? -1 : 0, column, columns.length - 1),
        ];
        this.table.el.querySelector(`[data-place="${target}"]`)?.focus();
    }

    async onClick(event) {
        const place = this.place(event);
        if (!place) {
            return;
        }
        // Not every browser focuses the button that is clicked on.
        event.target.closest("[data-place]").focus();
        const [row, column] = [this.props.rows[place[0]], this.props.columns[place[1]]];
        if (!row) {
            await this.props.onColumn(column);
        } else if (column) {
            await this.press(row, column);
        } else {
            await this.props.onRow(row);
        }
    }

    async press(row, column) {
        const onPress = this.props.onToggle || this.props.onOpen;
        if (!onPress || this.isBusy(row, column)) {
            return;
        }
        const key = `${row.id},${column.id}`;
        this.state.busy[key] = true;
        try {
            await onPress(row, column, this.cellAt(row, column));
        } finally {
            delete this.state.busy[key];
        }
    }
}
