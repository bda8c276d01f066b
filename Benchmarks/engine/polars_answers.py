"""The ten questions in Polars: expressions over a frame that lies by customer and moment. `answers(frame)` makes them, not yet asked."""

import datetime

import polars
from polars import col

CHURN, PURCHASE = "plan_cancelled", "order_placed"


def answers(frame):
    touch = frame.lazy()
    return {"Q1": loyalty(touch), "Q2": satisfaction(touch), "Q3": funnel(touch), "Q4": follows(touch), "Q5": variants(touch),
            "Q6": retention(touch), "Q7": impact(touch), "Q8": features(touch), "Q10": attribution(touch)}


def begins_line():
    return (col("customer") != col("customer").shift(1)).fill_null(True)


def days(number):
    return polars.duration(days=number)


def loyalty(touch):
    month = col("moment").dt.truncate("1mo").alias("month")
    counts = [polars.len(), (col("score") >= 9).sum().alias("promoters"), (col("score") <= 6).sum().alias("detractors")]
    found = touch.filter(col("scale") == "nps").group_by(month, "channel").agg(counts)
    return found.sort("month", "channel").with_columns(col("month").dt.strftime("%Y-%m"))


def satisfaction(touch):
    week = col("moment").dt.truncate("1w").alias("week")
    counts = [polars.len(), col("score").cast(polars.Int64).sum(), (col("score") >= 4).sum().alias("content")]
    found = touch.filter(col("scale") == "csat").group_by(week, "kind").agg(counts)
    return found.sort("week", "kind").with_columns(col("week").dt.strftime("%Y-%m-%d"))


def funnel(touch):
    """Stage by stage the first touch after the one before, if it is in time."""
    people = touch.filter(col("stage") == 1).group_by("customer").agg(at1=col("moment").min()).sort("customer").with_columns(place=col("at1"))
    for stage in range(2, 6):
        at = f"at{stage}"
        reached = touch.filter(col("stage") == stage).select("customer", col("moment").alias("place"), col("moment").alias(at))
        people = people.join_asof(reached, on="place", by="customer", strategy="forward", allow_exact_matches=False, check_sortedness=False)
        people = people.with_columns(polars.when(col(at) <= col("at1") + days(90)).then(col(at)).alias(at)).with_columns(place=col(at))
    passed = [(col(f"at{stage}") - col(f"at{stage - 1}")).dt.total_seconds().median().alias(f"passed{stage}") for stage in range(2, 6)]
    return people.select([col(f"at{stage}").count() for stage in range(1, 6)] + passed)


def follows(touch):
    """Both kinds are one number, which groups faster than two."""
    code, kind = col("kind").to_physical().cast(polars.UInt16), touch.collect_schema()["kind"]
    pair, passed = code * 64 + code.shift(-1), (col("moment").shift(-1) - col("moment")).dt.total_seconds()
    steps = touch.select(pair=pair, passed=passed, same=col("customer") == col("customer").shift(-1)).filter("same")
    found = steps.group_by("pair").agg(polars.len(), mean=col("passed").mean().round(3), median=col("passed").median()).sort("pair")
    kinds = [(one.cast(polars.UInt8).cat.to(kind)).alias(name) for name, one in (("kind", col("pair") // 64), ("next", col("pair") % 64))]
    return found.select(*kinds, "len", "mean", "median")


def variants(touch):
    changes = touch.filter(begins_line() | (col("kind") != col("kind").shift(1)))
    counted = changes.group_by("customer").agg(path=col("kind").head(20)).group_by("path").agg(people=polars.len())
    frequent = counted.filter(col("people") >= col("people").top_k(50).min())
    named = frequent.select(col("path").cast(polars.List(polars.String)).list.join(">"), "people")
    return named.sort("people", "path", descending=[True, False]).head(50)


def retention(touch):
    """The month of a day is looked up in a calendar, which is faster than to compute it a million times."""
    calendar = polars.date_range(polars.date(2024, 1, 1), polars.date(2025, 12, 31), eager=True)
    month = polars.lit((calendar.dt.year() - 2024) * 12 + calendar.dt.month().cast(polars.Int32) - 1).gather(
        (col("moment").dt.epoch("ms") // 86_400_000 - 19_723).cast(polars.UInt32))
    months = touch.select("customer", month=month).filter(begins_line() | (col("month") != col("month").shift(1)))
    counted = months.with_columns(cohort=polars.when(begins_line()).then("month").forward_fill()).group_by("cohort", "month").agg(people=polars.len())
    named = polars.date(2024 + col("cohort") // 12, col("cohort") % 12 + 1, 1).dt.strftime("%Y-%m")
    return counted.sort("cohort", "month").select(named, since=col("month") - col("cohort"), people="people")


def impact(touch):
    cancelled = touch.filter(col("kind") == CHURN).group_by("customer").agg(cancelled=col("moment").max())
    before = polars.when(~begins_line()).then(col("moment").shift(1))
    known = touch.filter(col("scale") == "nps").select(
        "customer", low=col("score") <= 6, high=col("score") >= 9, answered="moment", since=polars.max_horizontal(col("moment") - days(7), before))
    known = known.filter(col("low") | col("high")).join(cancelled, on="customer", how="left")
    pairs = touch.select("customer", "moment", "kind").join(known, on="customer")
    people = pairs.filter((col("moment") < col("answered")) & (col("moment") >= col("since"))).group_by("kind", "low", "customer").agg(
        churned=(col("cancelled").first() > col("moment").min()).fill_null(False))
    band = polars.when("low").then(polars.lit("low")).otherwise(polars.lit("high"))
    return people.group_by("kind", "low").agg(polars.len(), col("churned").sum()).sort("kind", "low").with_columns(low=band)


def features(touch):
    since = {"month": datetime.datetime(2025, 12, 2), "quarter": datetime.datetime(2025, 10, 3)}
    opened, resolved = ((col("kind") == kind).sum().cast(polars.Int32) for kind in ("ticket_opened", "ticket_resolved"))
    found = touch.group_by("customer").agg(
        recency=col("moment").max(), **{name: (col("moment") >= time).sum() for name, time in since.items()},
        mood=col("sentiment").cast(polars.Float64).mean(), negative=(col("sentiment") < -.25).sum(), last=col("score").drop_nulls().last(),
        open=opened - resolved)
    return found.with_columns(recency=(datetime.datetime(2026, 1, 1) - col("recency")).dt.total_days(), open=col("open").clip(0))


def attribution(touch):
    purchases = touch.filter(col("kind") == PURCHASE).select("customer", bought="moment", value=col("value").cast(polars.Float64)).with_row_index()
    way = purchases.join(touch.select("customer", "moment", "channel"), on="customer").filter(
        (col("moment") < col("bought")) & (col("moment") >= col("bought") - days(30)))
    touches = col("touches").cast(polars.Float64)
    shares = way.group_by("index").agg(touches=polars.len(), value=col("value").first(), first=col("moment").min(), last=col("moment").max()).select(
        "index", "first", "last", middle=col("value") * .2 / (touches - 2),
        ends=col("value") * polars.when(touches == 1).then(1.0).when(touches == 2).then(.5).otherwise(.4))
    is_end = (col("moment") == col("first")) | (col("moment") == col("last"))
    credit = polars.when(is_end).then("ends").otherwise("middle").sum().round()
    return way.join(shares, on="index").group_by("channel").agg(credit=credit).sort("channel")
