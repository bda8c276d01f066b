"""What schemathesis has to know of us: which key opens which door, and that years lie between 1900 and 9999."""

import datetime
import os

import schemathesis
from hypothesis import strategies

schemathesis.openapi.format(
    "date-time",
    strategies.builds(
        lambda moment, zone: moment.strftime("%Y-%m-%dT%H:%M:%S") + zone,
        strategies.datetimes(min_value=datetime.datetime(1970, 1, 1), max_value=datetime.datetime(2100, 1, 1)),
        strategies.sampled_from(["Z", "+00:00", "-05:30", "+14:00", ".123Z", ".123456+02:00"])))


@schemathesis.auth(refresh_interval=None)
class Keys:
    """Programs that send need another key than those that read or change the settings."""

    def get(self, case, context):
        scope = {"GET": "READ", "PUT": "MANAGE"}.get(case.operation.method.upper(), "WRITE")
        return os.environ[f"THROUGHLINE_{scope}_KEY"]

    def set(self, case, data, context):
        case.headers = case.headers or {}
        case.headers["Authorization"] = f"Bearer {data}"
