"""The due dates form as the person who fills it in meets it."""

from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

DUE_DATES = "calculators/due-dates/"


@dataclass(frozen=True, slots=True)
class Form:
    """The form on the page that is open in `page`."""

    page: Page

    @property
    def answer(self) -> Locator:
        """The part of the page in which the dates stand."""
        return self.page.locator("#answer")

    @property
    def summary(self) -> Locator:
        """The box that says what is wrong."""
        return self.page.locator(".error-summary")

    @property
    def starting(self) -> Locator:
        """The progress of the start."""
        return self.page.locator("form.calculator .starting")

    @property
    def failed(self) -> Locator:
        """What is said when Python cannot start."""
        return self.page.locator("form.calculator .failed")

    def field(self, name: str) -> Locator:
        """The field of that name."""
        return self.page.locator(f"form.calculator [name={name}]")

    def row(self, topic: str) -> Locator:
        """The answer's row on a topic."""
        return self.answer.locator(f"[data-topic={topic}]")

    def fill(self, event: str = "", board: str = "", date: str = "", time: str = "") -> None:
        """Fills in every field; `date` is day, month and year with blanks between, "-" for an empty one."""
        if self.field("time").is_visible():
            self.field("time").fill("")
        self.field("event").select_option(event)
        self.field("board").select_option(board)
        for name, value in zip(("day", "month", "year"), date.split() or "---", strict=True):
            self.field(name).fill(value.replace("-", ""))
        if time:
            self.field("time").fill(time)

    def submit(self) -> None:
        """Presses the button under the form."""
        self.page.get_by_role("button", name="Work out the dates").click()

    def wait_until_started(self) -> None:
        """Waits until Python runs."""
        expect(self.starting.get_by_role("status", include_hidden=True)).not_to_be_empty(timeout=60_000)
        expect(self.starting).to_be_hidden(timeout=60_000)
        expect(self.failed).to_be_hidden()
