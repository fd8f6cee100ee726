/** For the first field of a form that a key or a button opens: it has the keyboard from then on. */
export function focused(field: HTMLElement): void {
  field.focus();
}
