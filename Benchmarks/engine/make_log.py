#!/usr/bin/env python3
"""Makes the log of the comparison: `make_log.py ROWS CUSTOMERS FOLDER [columns]`; the same at every run.

Two years of touchpoints of people of unequal patience, from the first advertisement to the recommendation. It writes

- FOLDER/log.csv, in the order of arrival, for `throughline import` and any other reader of files,
- FOLDER/log.parquet, the same for the peers: `value` in minor units, nothing where there is nothing,
- FOLDER/columns/, the same by customer and time as plain little-endian columns, for the floor,
- FOLDER/asked.txt, the 1,000 customers whose lines are asked for.

With `columns` only the last two are written: all that the engine alone needs (`throughline questions --columns FOLDER/columns`).
"""

import pathlib
import sys

import numpy
import pyarrow
import pyarrow.csv
import pyarrow.parquet

FIRST = int(numpy.datetime64("2024-01-01T00:00:00", "s").astype(int))
TWO_YEARS = 731 * 86_400

# Kinds of the product's default catalogue by stage (0: it leaves the stage open), each with the channels by which it usually comes.
STAGES = {
    0: "login:web,app email_opened:email email_clicked:email service_reply:email,chat",
    1: "ad_view:ads,social ad_click:ads,search search_visit:search social_post_view:social influencer_post_view:social press_article_view:web"
       " blog_view:web,search referral_visit:web event_visit:shop",
    2: "page_view:web,app product_view:web,app screen_view:app site_search:web,app configurator_used:web guide_download:web,email"
       " form_submitted:web review_read:review_site,web chatbot_message:chat presales_question:phone,chat,email showroom_visit:shop",
    3: "sign_up:web,app demo_booked:web,phone demo_held:shop,phone quote_requested:web,email quote_sent:email offer_sent:email,sms"
       " cart_add:web,app cart_abandoned:web,app checkout_started:web,app order_placed:web,app,shop,phone plan_started:web,phone",
    4: "order_shipped:email,sms delivery_delayed:sms,email delivery:delivery delivery_damaged:delivery,phone invoice_sent:email"
       " onboarding_session:phone,web help_article_view:web,app chat_message:chat,app email_received:email phone_call:phone"
       " ticket_opened:email,phone,chat,web ticket_resolved:email,phone,chat ticket_reopened:email,phone return_requested:web,phone"
       " refund_paid:email plan_renewed:web,email plan_extended:web,phone plan_cancelled:web,phone,email",
    5: "survey_nps:email,sms,app survey_csat:email,chat,sms survey_ces:email,chat delivery_rated:email,app product_rated:web,app"
       " showroom_rated:sms,email review_posted:review_site,web social_mention:social referral_made:web,email,social",
}
CHANNELS = "ads search social web app email sms chat phone shop delivery review_site".split()
SCALES = ["", "nps", "csat", "ces"]

NAMED = [(stage, *entry.split(":")) for stage, entries in STAGES.items() for entry in entries.split()]
KINDS = [name for _, name, _ in NAMED]
STAGE = numpy.array([stage for stage, _, _ in NAMED])
NUMBER = {name: number for number, name in enumerate(KINDS)}

# Which stage follows which: the share of each of the stages 0 to 5.
STEPS = [[.12, .10, .38, .12, .24, .04], [.06, .42, .40, .08, .03, .01], [.09, .08, .55, .20, .06, .02],
         [.06, .02, .18, .38, .32, .04], [.12, .01, .06, .07, .54, .20], [.12, .05, .16, .09, .42, .16]]
# What follows a kind more often than its stage would tell.
HABITS = {
    "ad_view": {"ad_click": .25}, "ad_click": {"page_view": .45, "product_view": .15}, "search_visit": {"page_view": .5},
    "page_view": {"page_view": .2, "product_view": .2}, "product_view": {"review_read": .15, "cart_add": .15}, "email_opened": {"email_clicked": .4},
    "email_clicked": {"product_view": .35}, "site_search": {"product_view": .5}, "showroom_visit": {"showroom_rated": .3, "order_placed": .1},
    "demo_booked": {"demo_held": .65}, "demo_held": {"quote_requested": .3}, "quote_requested": {"quote_sent": .7},
    "quote_sent": {"plan_started": .2},
    "cart_add": {"checkout_started": .4, "cart_abandoned": .25}, "checkout_started": {"order_placed": .65}, "order_placed": {"order_shipped": .7},
    "order_shipped": {"delivery": .65, "delivery_delayed": .15}, "delivery_delayed": {"ticket_opened": .3, "delivery": .3},
    "delivery": {"delivery_rated": .25, "product_rated": .1, "survey_nps": .1}, "delivery_damaged": {"ticket_opened": .5, "return_requested": .3},
    "plan_started": {"invoice_sent": .4, "onboarding_session": .3}, "email_received": {"service_reply": .5}, "phone_call": {"survey_csat": .2},
    "chat_message": {"chat_message": .35, "service_reply": .2}, "ticket_opened": {"service_reply": .35, "ticket_resolved": .3},
    "service_reply": {"ticket_resolved": .3, "chat_message": .1}, "ticket_resolved": {"survey_csat": .3, "survey_nps": .15, "ticket_reopened": .08},
    "return_requested": {"refund_paid": .6}, "plan_renewed": {"survey_nps": .3}, "survey_nps": {"review_posted": .05, "referral_made": .08},
}
FREQUENT = {"page_view": 6, "product_view": 4, "ad_view": 5, "email_opened": 4, "login": 4, "survey_nps": 3, "survey_csat": 2, "plan_cancelled": 0,
            "email_clicked": .4, "delivery_damaged": .2, "refund_paid": .2, "return_requested": .4, "ticket_reopened": .2}
# How a touch moves the mood, from which scores, sentiment and the end of the line come.
MOODS = {"delivery_delayed": -.35, "delivery_damaged": -.45, "ticket_opened": -.2, "ticket_reopened": -.35, "ticket_resolved": .25, "refund_paid": .1,
         "return_requested": -.2, "delivery": .12, "demo_held": .1, "onboarding_session": .15, "service_reply": .06, "cart_abandoned": -.05}
# On which scale a kind is answered: scale, lowest and highest, middle, how far the mood moves it, the share of touches that carry it.
SCORES = {"survey_nps": (1, 0, 10, 7.3, 3.5, 1), "survey_csat": (2, 1, 5, 3.7, 1.5, 1), "delivery_rated": (2, 1, 5, 3.9, 1.2, 1),
          "product_rated": (2, 1, 5, 3.8, 1.2, 1), "showroom_rated": (2, 1, 5, 4, 1, 1), "chat_message": (2, 1, 5, 3.6, 1.5, .15),
          "survey_ces": (3, 1, 7, 4.6, 2, 1)}
SPOKEN = ("chatbot_message presales_question chat_message email_received phone_call ticket_opened ticket_resolved ticket_reopened return_requested"
          " survey_nps survey_csat survey_ces delivery_rated product_rated showroom_rated review_posted social_mention service_reply").split()
# The logarithm of a usual value in cents.
VALUES = {"order_placed": 8.6, "plan_started": 9.4, "quote_sent": 9.5, "invoice_sent": 8.8, "refund_paid": 7.9, "plan_renewed": 9.1,
          "plan_extended": 8.4}
DRAWS = 4096


def lookup(shares):
    """Of a row of shares for each kind, a row of DRAWS numbers in which each column stands as often as its share says."""
    places = (numpy.arange(DRAWS) + .5) / DRAWS
    return numpy.array([numpy.searchsorted(numpy.cumsum(row) / numpy.sum(row), places) for row in shares]).astype(numpy.uint8)


def by_kind(values):
    """An array of a value for each kind, 0 where none is given."""
    return numpy.array([values.get(kind, 0.0) for kind in KINDS])


def following(chance):
    """What comes after each kind."""
    usual = chance.lognormal(0, .7, len(KINDS))
    usual = numpy.array([FREQUENT.get(kind, usual[number]) for number, kind in enumerate(KINDS)])
    shares = []
    for kind in KINDS:
        tastes = usual * chance.lognormal(0, .9, len(KINDS))
        row = sum(STEPS[STAGE[NUMBER[kind]]][stage] * tastes * (STAGE == stage) / tastes[STAGE == stage].sum() for stage in range(6))
        habits = by_kind(HABITS.get(kind, {}))
        shares.append(row * (1 - habits.sum()) + habits)
    return lookup(shares)


def walk(chance, lengths):
    """Kind and mood of every touch, customer after customer, and which touches come after an end. `lengths` fall."""
    people, first = len(lengths), numpy.cumsum(lengths) - lengths
    kinds, moods, over = (numpy.zeros(lengths.sum(), type) for type in (numpy.uint8, numpy.float32, bool))
    after, effect, cancelled = following(chance), by_kind(MOODS), NUMBER["plan_cancelled"]
    beginnings = lookup([by_kind(FREQUENT) * .2 * (STAGE == 2) + (STAGE == 1)])[0]
    temper = chance.normal(.1, .35, people)
    mood, now, bought, ended = temper.copy(), beginnings[chance.integers(0, DRAWS, people)], numpy.zeros(people, bool), numpy.zeros(people, bool)
    for step in range(lengths[0]):
        count = numpy.searchsorted(-lengths, -step)
        now, mood, bought, ended = now[:count], mood[:count], bought[:count], ended[:count]
        place = first[:count] + step
        over[place] = ended
        if step:
            now = after[now, chance.integers(0, DRAWS, count)]
            leaves = chance.random(count) < bought * .005 * numpy.exp(-2.5 * mood)
            now[leaves] = cancelled
            ended = ended | leaves & (chance.random(count) < .85)
        mood = .93 * mood + .07 * temper[:count] + effect[now] + chance.normal(0, .08, count)
        bought = bought | numpy.isin(now, [NUMBER["order_placed"], NUMBER["plan_started"]])
        kinds[place], moods[place] = now, mood
    return kinds, moods, over


def times(chance, lengths):
    """The second of every touch, rising along each line: minutes, days or weeks apart, and all within the two years."""
    count, first = lengths.sum(), numpy.cumsum(lengths) - lengths
    unit = chance.choice([200.0, 1.7 * 86_400, 17 * 86_400], count, p=[.62, .26, .12])
    gaps = chance.exponential(1, count) * unit
    gaps[first] = 0
    spans = numpy.add.reduceat(gaps, first)
    room = (TWO_YEARS - 1 - lengths) * chance.uniform(.7, .99, len(lengths))
    gaps = (gaps * numpy.repeat(numpy.minimum(1, room / numpy.maximum(spans, 1)), lengths)).astype(numpy.int64) + 1
    gaps[first] = 0
    spans = numpy.add.reduceat(gaps, first)
    beginnings = ((TWO_YEARS - 1 - spans) * chance.random(len(lengths)) ** .8).astype(numpy.int64)
    passed = numpy.cumsum(gaps)
    return FIRST + passed + numpy.repeat(beginnings - passed[first], lengths)


def scores(chance, kinds, moods):
    score, scale = numpy.full(len(kinds), -1, numpy.int8), numpy.zeros(len(kinds), numpy.uint8)
    for kind, (number, lowest, highest, middle, slope, share) in SCORES.items():
        place = numpy.flatnonzero((kinds == NUMBER[kind]) & (chance.random(len(kinds)) < share))
        answer = middle + slope * moods[place] + chance.normal(0, (highest - lowest) * .14, len(place))
        score[place], scale[place] = numpy.clip(numpy.rint(answer), lowest, highest), number
    return score, scale


def made(rows, customers):
    """The columns of the log, by customer and time."""
    chance = numpy.random.default_rng(20_240_101)
    # A few more than are asked for, because some lines end early.
    lengths = chance.lognormal(0, 1.2, round(customers * 1.1))
    lengths = numpy.sort(numpy.clip(lengths * rows / customers * .56, 1, 800).astype(numpy.int64))[::-1]
    kinds, moods, over = walk(chance, lengths)
    names = numpy.repeat(chance.permutation(len(lengths)) + 1, lengths)
    at = times(chance, lengths)
    chosen = numpy.flatnonzero(~over)
    chosen = chosen[numpy.lexsort((at[chosen], names[chosen]))][:rows]
    if len(chosen) < rows:
        sys.exit(f"make_log: {len(chosen)} touchpoints came out instead of {rows}; ask for more customers.")
    kinds, moods = kinds[chosen], moods[chosen]
    channels = lookup([[1 if channel in usual.split(",") else .02 for channel in CHANNELS] for _, _, usual in NAMED])
    score, scale = scores(chance, kinds, moods)
    speaks = chance.random(rows) < numpy.where(numpy.isin(KINDS, SPOKEN), .85, .02)[kinds]
    said = numpy.rint(numpy.clip(moods + chance.normal(0, .25, rows), -1, 1) * 64) / 64
    usual = by_kind(VALUES)[kinds]
    return {
        "customer": names[chosen].astype(numpy.uint32), "at": at[chosen].astype(numpy.uint32), "kind": kinds,
        "channel": channels[kinds, chance.integers(0, DRAWS, rows)], "score": score, "scale": scale,
        "sentiment": numpy.where(speaks, said, numpy.nan).astype(numpy.float32),
        "value": numpy.where(usual > 0, numpy.exp(usual + chance.normal(0, .8, rows)), 0).astype(numpy.int64),
    }


def write_columns(log, folder):
    """`customer` once for each line, `start` where each begins and the end, everything else once for each touchpoint."""
    folder.mkdir(exist_ok=True)
    customers, starts = numpy.unique(log["customer"], return_index=True)
    for name, column in (log | {"customer": customers, "start": numpy.append(starts, len(log["at"])).astype(numpy.uint32)}).items():
        column.astype(column.dtype.newbyteorder("<")).tofile(folder / name)
    (folder / "kinds.txt").write_text("".join(f"{kind} {stage}\n" for kind, stage in zip(KINDS, STAGE)))
    (folder / "channels.txt").write_text("".join(f"{channel}\n" for channel in CHANNELS))
    asked = numpy.random.default_rng(9).choice(customers, 1000)
    (folder.parent / "asked.txt").write_text("".join(f"{customer}\n" for customer in asked))


def words(numbers, names):
    return pyarrow.DictionaryArray.from_arrays(numbers, names).cast(pyarrow.string())


def write_tables(log, folder):
    """The order of arrival; the file of text says values in major units, as people write them."""
    log = {name: column[numpy.argsort(log["at"], kind="stable")] for name, column in log.items()}
    has_score, has_value = log["scale"] > 0, log["value"] > 0
    table = pyarrow.table({
        "customer": log["customer"], "at": log["at"].astype("datetime64[s]"),
        "kind": words(log["kind"], KINDS), "channel": words(log["channel"], CHANNELS),
        "score": pyarrow.array(log["score"], mask=~has_score), "scale": words(pyarrow.array(log["scale"], mask=~has_score), SCALES),
        "sentiment": pyarrow.array(log["sentiment"], mask=numpy.isnan(log["sentiment"])),
        "value": pyarrow.array(log["value"], mask=~has_value), "currency": words(pyarrow.array(has_value * 0, mask=~has_value), ["EUR"]),
    })
    pyarrow.parquet.write_table(table, folder / "log.parquet", compression="zstd")
    table = table.set_column(table.column_names.index("value"), "value", pyarrow.array(log["value"] / 100, mask=~has_value))
    pyarrow.csv.write_csv(table, folder / "log.csv", pyarrow.csv.WriteOptions(quoting_style="none"))


def main():
    folder = pathlib.Path(sys.argv[3])
    folder.mkdir(parents=True, exist_ok=True)
    log = made(int(sys.argv[1]), int(sys.argv[2]))
    write_columns(log, folder / "columns")
    if "columns" not in sys.argv[4:]:
        write_tables(log, folder)
    lengths = numpy.unique(log["customer"], return_counts=True)[1]
    print(f"{len(log['at'])} touchpoints of {len(lengths)} customers, {len(KINDS)} kinds; the median line has {numpy.median(lengths):.0f}, "
          f"the longest {lengths.max()}; {numpy.isfinite(log['sentiment']).mean():.0%} have a sentiment")


if __name__ == "__main__":
    main()
