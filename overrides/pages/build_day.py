"""The day of the build, from which what is made for the coming months begins."""

import os
from datetime import UTC, date, datetime


def build_day() -> date:
    """Today, or the day that SOURCE_DATE_EPOCH (seconds since 1970) names, so that a build can be repeated."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return datetime.fromtimestamp(int(epoch), UTC).date() if epoch else date.today()
