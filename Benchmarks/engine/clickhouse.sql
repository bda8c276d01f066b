-- The ten questions in ClickHouse. The table `touch` is stored by customer and moment, kinds and channels as Enum8. A line is an array
-- of numbers that hold moment and kind (or stage, or channel) together, which sort faster than pairs. `:kinds` and `:channels` are
-- the names by code.

-- Q1
SELECT formatDateTime(month, '%Y-%m'), channel, answers, promoters, detractors
FROM (SELECT toStartOfMonth(moment) AS month, channel, count() AS answers, countIf(score >= 9) AS promoters, countIf(score <= 6) AS detractors
      FROM touch WHERE scale = 'nps' GROUP BY month, channel)
ORDER BY month, channel

-- Q2
SELECT toMonday(moment) AS week, kind, count(), sum(score), countIf(score >= 4)
FROM touch WHERE scale = 'csat' GROUP BY week, kind ORDER BY week, kind

-- Q3
SELECT countIf(at1 > 0), countIf(at2 > 0), countIf(at3 > 0), countIf(at4 > 0), countIf(at5 > 0),
       quantileExactInclusiveIf(0.5)(intDiv(at2, 8) - intDiv(at1, 8), at2 > 0),
       quantileExactInclusiveIf(0.5)(intDiv(at3, 8) - intDiv(at2, 8), at3 > 0),
       quantileExactInclusiveIf(0.5)(intDiv(at4, 8) - intDiv(at3, 8), at4 > 0),
       quantileExactInclusiveIf(0.5)(intDiv(at5, 8) - intDiv(at4, 8), at5 > 0)
FROM (SELECT arraySort(groupArray(toUInt64(toUInt32(moment)) * 8 + stage)) AS line,
             arrayFirst(one -> one % 8 = 1, line) AS at1, at1 + 90 * 86400 * 8 + 8 AS over,
             if(at1 > 0, arrayFirst(one -> one % 8 = 2 AND one > at1 AND one < over, line), 0) AS at2,
             if(at2 > 0, arrayFirst(one -> one % 8 = 3 AND one > at2 AND one < over, line), 0) AS at3,
             if(at3 > 0, arrayFirst(one -> one % 8 = 4 AND one > at3 AND one < over, line), 0) AS at4,
             if(at4 > 0, arrayFirst(one -> one % 8 = 5 AND one > at4 AND one < over, line), 0) AS at5
      FROM touch WHERE stage > 0 GROUP BY customer)

-- Q4
SELECT :kinds[this + 1] AS kind, :kinds[next + 1] AS following, count(), round(avg(passed), 3), quantileExactInclusive(0.5)(passed)
FROM (SELECT arraySort(groupArray(toUInt64(toUInt32(moment)) * 64 + toUInt8(kind))) AS line,
             arrayMap(one -> toUInt8(one % 64), line) AS kinds, arrayMap(one -> toUInt32(intDiv(one, 64)), line) AS moments
      FROM touch GROUP BY customer)
ARRAY JOIN arrayPopBack(kinds) AS this, arrayPopFront(kinds) AS next, arrayPopFront(arrayDifference(moments)) AS passed
GROUP BY this, next ORDER BY this, next

-- Q5
SELECT arrayStringConcat(arrayMap(one -> :kinds[one + 1], path), '>') AS kinds, people
FROM (SELECT path, count() AS people
      FROM (SELECT arraySort(groupArray(toUInt64(toUInt32(moment)) * 64 + toUInt8(kind))) AS line,
                   arraySlice(arrayCompact(arrayMap(one -> toUInt8(one % 64), line)), 1, 20) AS path
            FROM touch GROUP BY customer)
      GROUP BY path)
ORDER BY people DESC, kinds LIMIT 50

-- Q6
SELECT formatDateTime(addMonths(toDate('2024-01-01'), cohort), '%Y-%m'), since, sum(people)
FROM (SELECT months, cohort, count() AS people
      FROM (SELECT groupBitOr(bitShiftLeft(toUInt32(1), toRelativeMonthNum(moment) - 24289)) AS months,
                   toRelativeMonthNum(min(moment)) - 24289 AS cohort FROM touch GROUP BY customer)
      GROUP BY months, cohort)
ARRAY JOIN range(24) AS since WHERE cohort + since < 24 AND bitTest(months, cohort + since) GROUP BY cohort, since ORDER BY cohort, since

-- Q7
SELECT kind, if(answer <= 6, 'low', 'high') AS band, uniqExact(customer), uniqExactIf(customer, cancelled > moment)
FROM (SELECT touch.customer AS customer, touch.kind AS kind, touch.moment AS moment, known.score AS answer, known.cancelled AS cancelled
      FROM touch ASOF JOIN
           (SELECT answers.customer AS customer, answers.moment AS moment, answers.score AS score, cancellations.cancelled AS cancelled
            FROM (SELECT customer, moment, score FROM touch WHERE scale = 'nps') AS answers
            LEFT JOIN (SELECT customer, max(moment) AS cancelled FROM touch WHERE kind = 'plan_cancelled' GROUP BY customer) AS cancellations
            ON answers.customer = cancellations.customer) AS known
      ON touch.customer = known.customer AND touch.moment < known.moment
      WHERE known.moment <= touch.moment + 7 * 86400 AND known.score NOT BETWEEN 7 AND 8)
GROUP BY kind, band ORDER BY kind, band

-- Q8
SELECT customer, intDiv(1767225600 - toUInt32(max(moment)), 86400) AS recency,
       countIf(moment >= toDateTime('2025-12-02 00:00:00', 'UTC')) AS month, countIf(moment >= toDateTime('2025-10-03 00:00:00', 'UTC')) AS quarter,
       avg(sentiment) AS mood, countIf(sentiment < -0.25) AS negative, argMax(score, moment) AS last,
       greatest(0, toInt64(countIf(kind = 'ticket_opened')) - toInt64(countIf(kind = 'ticket_resolved'))) AS open
FROM touch GROUP BY customer

-- Q9
SELECT moment, kind, channel, score, scale, sentiment, value FROM touch WHERE customer = ? ORDER BY moment

-- Q10
SELECT :channels[code + 1] AS channel, round(sum(if(place = 1 OR place = touches, ends, middle)))
FROM (SELECT arrayMap(one -> toUInt8(one % 16), arrayFilter(one -> one >= since AND one < until, line)) AS way, toInt64(length(way)) AS touches,
             value * multiIf(touches = 1, 1, touches = 2, 0.5, 0.4) AS ends, value * 0.2 / (touches - 2) AS middle
      FROM (SELECT line, (purchase.1 - 30 * 86400) * 16 AS since, purchase.1 * 16 AS until, purchase.2 AS value
            FROM (SELECT arraySort(groupArray(toUInt64(toUInt32(moment)) * 16 + toUInt8(channel))) AS line,
                         groupArrayIf((toUInt64(toUInt32(moment)), value), kind = 'order_placed') AS purchases
                  FROM touch GROUP BY customer)
            ARRAY JOIN purchases AS purchase))
ARRAY JOIN way AS code, arrayEnumerate(way) AS place GROUP BY code ORDER BY code
