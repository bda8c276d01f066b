-- The ten questions in DuckDB. The table `touch` is stored by customer and moment; lag() and lead() without an order read it as it
-- lies, which is several times faster than a window with one.

-- Q1
SELECT strftime(month, '%Y-%m'), channel, answers, promoters, detractors
FROM (SELECT date_trunc('month', moment) AS month, channel, count(*) AS answers,
             count(*) FILTER (score >= 9) AS promoters, count(*) FILTER (score <= 6) AS detractors
      FROM touch WHERE scale = 'nps' GROUP BY ALL)
ORDER BY 1, 2

-- Q2
SELECT strftime(week, '%Y-%m-%d'), kind, answers, total, content
FROM (SELECT date_trunc('week', moment) AS week, kind, count(*) AS answers, sum(score)::BIGINT AS total, count(*) FILTER (score >= 4) AS content
      FROM touch WHERE scale = 'csat' GROUP BY ALL)
ORDER BY 1, 2

-- Q3
WITH first AS (SELECT customer, min(moment) AS at1 FROM touch WHERE stage = 1 GROUP BY customer),
     second AS (SELECT customer, at1, min(moment) AS at2 FROM touch JOIN first USING (customer)
                WHERE stage = 2 AND moment > at1 AND moment <= at1 + INTERVAL 90 DAY GROUP BY ALL),
     third AS (SELECT customer, at1, at2, min(moment) AS at3 FROM touch JOIN second USING (customer)
               WHERE stage = 3 AND moment > at2 AND moment <= at1 + INTERVAL 90 DAY GROUP BY ALL),
     fourth AS (SELECT customer, at1, at3, min(moment) AS at4 FROM touch JOIN third USING (customer)
                WHERE stage = 4 AND moment > at3 AND moment <= at1 + INTERVAL 90 DAY GROUP BY ALL),
     fifth AS (SELECT customer, at4, min(moment) AS at5 FROM touch JOIN fourth USING (customer)
               WHERE stage = 5 AND moment > at4 AND moment <= at1 + INTERVAL 90 DAY GROUP BY ALL),
     step AS (SELECT 1 AS stage, NULL::BIGINT AS passed FROM first
              UNION ALL SELECT 2, (epoch_us(at2) - epoch_us(at1)) // 1000000 FROM second
              UNION ALL SELECT 3, (epoch_us(at3) - epoch_us(at2)) // 1000000 FROM third
              UNION ALL SELECT 4, (epoch_us(at4) - epoch_us(at3)) // 1000000 FROM fourth
              UNION ALL SELECT 5, (epoch_us(at5) - epoch_us(at4)) // 1000000 FROM fifth)
SELECT count(*) FILTER (stage = 1), count(*) FILTER (stage = 2), count(*) FILTER (stage = 3), count(*) FILTER (stage = 4),
       count(*) FILTER (stage = 5), median(passed) FILTER (stage = 2), median(passed) FILTER (stage = 3),
       median(passed) FILTER (stage = 4), median(passed) FILTER (stage = 5)
FROM step

-- Q4
SELECT kind, next, count(*), round(avg(passed), 3), median(passed)
FROM (SELECT customer, kind, lead(customer) OVER () AS neighbour, lead(kind) OVER () AS next,
             epoch(lead(moment) OVER ()) - epoch(moment) AS passed FROM touch)
WHERE customer = neighbour GROUP BY kind, next ORDER BY kind, next

-- Q5
WITH change AS (SELECT customer, kind, moment
                FROM (SELECT customer, kind, moment, lag(customer) OVER () AS neighbour, lag(kind) OVER () AS previous FROM touch)
                WHERE neighbour IS DISTINCT FROM customer OR previous <> kind),
     line AS (SELECT min(epoch(moment)::BIGINT * 64 + enum_code(kind), 20) AS packed FROM change GROUP BY customer),
     variant AS (SELECT list_transform(packed, lambda one: (one % 64)::UTINYINT) AS path, count(*) AS people FROM line GROUP BY path),
     frequent AS (SELECT * FROM variant QUALIFY rank() OVER (ORDER BY people DESC) <= 50)
SELECT array_to_string(list_transform(path, lambda code: enum_range(NULL::kind)[code + 1]), '>') AS kinds, people
FROM frequent ORDER BY people DESC, kinds LIMIT 50

-- Q6
WITH month AS (SELECT customer, ((year(day) - 2024) * 12 + month(day) - 1)::INTEGER AS month FROM (SELECT customer, moment::DATE AS day FROM touch)),
     person AS (SELECT bit_or(1 << month) AS months, min(month) AS cohort FROM month GROUP BY customer),
     pattern AS (SELECT months, cohort, count(*) AS people FROM person GROUP BY ALL)
SELECT strftime(make_date(2024 + cohort // 12, cohort % 12 + 1, 1), '%Y-%m'), since, sum(people)::BIGINT
FROM pattern, (SELECT unnest(range(24))::INTEGER AS since)
WHERE cohort + since < 24 AND (months >> (cohort + since)) & 1 = 1 GROUP BY cohort, since ORDER BY cohort, since

-- Q7
WITH answer AS (SELECT customer, moment AS answered, score,
                       greatest(moment - INTERVAL 7 DAY, lag(moment) OVER (PARTITION BY customer ORDER BY moment)) AS since
                FROM touch WHERE scale = 'nps'),
     cancellation AS (SELECT customer, max(moment) AS cancelled FROM touch WHERE kind = 'plan_cancelled' GROUP BY customer),
     known AS (SELECT * FROM answer LEFT JOIN cancellation USING (customer) WHERE score NOT BETWEEN 7 AND 8),
     person AS (SELECT kind, known.score <= 6 AS low, touch.customer, coalesce(cancelled > min(moment), false) AS churned
                FROM touch JOIN known ON touch.customer = known.customer AND moment < answered AND moment >= since
                GROUP BY kind, low, touch.customer, cancelled)
SELECT kind, if(low, 'low', 'high'), count(*), count(*) FILTER (churned) FROM person GROUP BY kind, low ORDER BY 1, 2

-- Q8
SELECT customer, date_diff('second', max(moment), TIMESTAMP '2026-01-01') // 86400 AS recency,
       count(*) FILTER (moment >= TIMESTAMP '2025-12-02') AS month, count(*) FILTER (moment >= TIMESTAMP '2025-10-03') AS quarter,
       avg(sentiment) AS mood, count(*) FILTER (sentiment < -0.25) AS negative, arg_max(score, moment) AS last,
       greatest(0, count(*) FILTER (kind = 'ticket_opened') - count(*) FILTER (kind = 'ticket_resolved')) AS open
FROM touch GROUP BY customer

-- Q9
SELECT moment, kind, channel, score, scale, sentiment, value FROM touch WHERE customer = ? ORDER BY moment

-- Q10
WITH purchase AS (SELECT row_number() OVER () AS number, customer, moment AS bought, value FROM touch WHERE kind = 'order_placed'),
     way AS (SELECT number, count(*) AS touches, min(moment) AS first, max(moment) AS last FROM purchase JOIN touch USING (customer)
             WHERE moment < bought AND moment >= bought - INTERVAL 30 DAY GROUP BY number),
     share AS (SELECT *, value * CASE touches WHEN 1 THEN 1.0::DOUBLE WHEN 2 THEN 0.5 ELSE 0.4 END AS ends,
                      CASE WHEN touches > 2 THEN value * 0.2::DOUBLE / (touches - 2) END AS middle FROM purchase JOIN way USING (number))
SELECT channel, round(sum(if(moment = first OR moment = last, ends, middle)))::BIGINT
FROM share JOIN (SELECT customer, moment, channel FROM touch) AS touch USING (customer)
WHERE moment < bought AND moment >= bought - INTERVAL 30 DAY GROUP BY channel ORDER BY channel
