import Kernel
import People
import Timeline

/// Makes touchpoints of those that were written to a file as our own API takes them, one JSON object a line: our own exports are.
final class TouchpointMapper: RecordMapper {
    let mostPerRecord = 1
    private let receivedAt: Instant

    init(receivedAt: Instant = systemNow()) { self.receivedAt = receivedAt }

    /// They bring their own keys, or are told by what they say.
    func skip(_ record: Record) {}

    func map(_ record: Record, of reader: any RecordReader, into touchpoints: inout [NewTouchpoint]) throws(BadRow) {
        guard let json = (reader as? JSONLinesReader)?.json?.root else { return }
        guard json["at"] != nil else { throw BadRow("it has no time: “at” is not there") }
        do {
            let touchpoint = try TouchpointReader(json: json, receivedAt: receivedAt, index: 0, rules: nil).touchpoint()
            try touchpoint.checkLengths()
            touchpoints.append(touchpoint)
        } catch let bad as BadRow {
            throw bad
        } catch {
            throw BadRow("\(error)")
        }
    }
}
