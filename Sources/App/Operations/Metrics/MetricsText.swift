/// Figures as Prometheus reads them: text format 0.0.4.
struct MetricsText {
    private(set) var text = ""

    mutating func figure(_ name: String, _ sort: String, _ help: String, _ value: Double) {
        head(name, sort, help)
        line(name, [:], value)
    }

    mutating func head(_ name: String, _ sort: String, _ help: String) {
        text += "# HELP throughline_\(name) \(help)\n# TYPE throughline_\(name) \(sort)\n"
    }

    /// Labels hold words of ours only, so that nothing in them needs to be escaped.
    mutating func line(_ name: String, _ labels: KeyValuePairs<String, String>, _ value: Double) {
        let inside = labels.map { "\($0.key)=\"\($0.value)\"" }.joined(separator: ",")
        let whole = Int64(exactly: value).map { "\($0)" } ?? "\(value)"
        text += "throughline_\(name)\(inside.isEmpty ? "" : "{\(inside)}") \(whole)\n"
    }
}

extension MetricsText {
    mutating func add(_ requests: RequestFigures.Figures) {
        head("requests_total", "counter", "Requests answered, by sort of route and status.")
        for sort in RequestFigures.Sort.allCases {
            for (status, count) in (requests.statuses[sort] ?? [:]).sorted(by: { $0.key < $1.key }) {
                line("requests_total", ["route": sort.rawValue, "status": "\(status)"], Double(count))
            }
        }
        head("request_seconds", "histogram", "Time from the head of a request to the head of its answer.")
        for sort in RequestFigures.Sort.allCases {
            if let times = requests.times[sort] { add(times, of: sort.rawValue) }
        }
    }

    private mutating func add(_ times: RequestFigures.Times, of route: String) {
        var sum = 0
        for (bound, count) in zip(RequestFigures.bounds, times.counts) {
            sum += count
            line("request_seconds_bucket", ["route": route, "le": "\(bound)"], Double(sum))
        }
        line("request_seconds_bucket", ["route": route, "le": "+Inf"], Double(times.total))
        line("request_seconds_sum", ["route": route], times.sum)
        line("request_seconds_count", ["route": route], Double(times.total))
    }
}
