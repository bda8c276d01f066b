import Kernel
import Timeline

/// Makes touchpoints of calls that were written to a file as Segment's libraries send them, one JSON object a line.
final class SegmentMapper: RecordMapper {
    let mostPerRecord = 1

    /// Calls bring their own keys.
    func skip(_ record: Record) {}

    func map(_ record: Record, of reader: any RecordReader, into touchpoints: inout [NewTouchpoint]) throws(BadRow) {
        guard let json = (reader as? JSONLinesReader)?.json?.root else { return }
        do {
            let touchpoint = try SegmentEvent(json: json, call: nil, envelope: try envelope(of: json), index: 0).touchpoint()
            try touchpoint.checkLengths()
            touchpoints.append(touchpoint)
        } catch let bad as BadRow {
            throw bad
        } catch {
            throw BadRow("\(error)")
        }
    }

    /// The sender's clock was put right when the call was received: its sending and receiving are taken to be one moment.
    private func envelope(of json: JSONValue) throws(BadRow) -> SegmentEvent.Envelope {
        guard let said = json["timestamp"] ?? json["originalTimestamp"] else { throw BadRow("it has no timestamp") }
        let sent = json["sentAt"] ?? said
        guard let moment = sent.string.flatMap({ Instant($0) }) else {
            throw BadRow("“\(sent.source.prefix(60))” must be a time such as 2026-11-22T08:14:00.000Z")
        }
        return SegmentEvent.Envelope(receivedAt: moment)
    }
}
