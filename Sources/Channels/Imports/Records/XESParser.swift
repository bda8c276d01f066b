import CXML2
import Kernel

/// The events of an XES document as libxml2 finds them.
///
/// Nothing is fetched from the network or from other files, and a document that declares entities is refused: an event log needs none, and
/// they are how a few bytes are blown up into gigabytes.
final class XESParser {
    private(set) var columns = ColumnNames()
    private(set) var failure: Failure?
    private let name: String
    private var context: xmlParserCtxtPtr?
    private var events: [XESEvent] = []
    private var taken = 0

    private var depth = 0
    private var eventDepth = 0
    private var event: XESEvent?
    /// What is known of the trace, kept as an event is.
    private var trace = XESEvent(line: 0, values: [])
    private var isInTrace = false
    private var isFirstOfTrace = true
    /// The column of the trace's name, once a trace has one.
    private var caseName: Int?

    init(name: String) throws {
        self.name = name
        var handler = xmlSAXHandler()
        handler.initialized = XML_SAX2_MAGIC
        handler.startElementNs = { parser, name, _, _, _, _, count, _, attributes in
            XESParser.from(parser)?.open(name, UnsafeBufferPointer(start: attributes, count: Int(count) * 5))
        }
        handler.endElementNs = { parser, _, _, _ in XESParser.from(parser)?.close() }
        handler.entityDecl = { parser, _, _, _, _, _ in
            XESParser.from(parser)?.refuse("declares entities of its own, which an event log has no need of")
        }
        context = xmlCreatePushParserCtxt(&handler, Unmanaged.passUnretained(self).toOpaque(), nil, 0, nil)
        guard let context else { throw Failure.invalid(name, "cannot be read as XML: there is not enough memory.") }
        // NOENT only turns &amp; and its four sisters into characters here: no other entity can exist.
        let options = XML_PARSE_NONET.rawValue | XML_PARSE_NOENT.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue
        xmlCtxtUseOptions(context, Int32(options))
    }

    deinit {
        if let context { xmlFreeParserCtxt(context) }
    }

    /// Hands on a piece of the document, an empty one at its end. False when there is no going on.
    func parse(_ piece: ArraySlice<UInt8>) -> Bool {
        guard failure == nil, let context else { return false }
        let code = piece.withUnsafeBytes { bytes in
            xmlParseChunk(context, bytes.bindMemory(to: CChar.self).baseAddress, Int32(bytes.count), piece.isEmpty ? 1 : 0)
        }
        if code != 0, failure == nil { failure = damage(context) }
        return failure == nil
    }

    func takeEvent() -> XESEvent? {
        guard taken < events.count else {
            events.removeAll(keepingCapacity: true)
            taken = 0
            return nil
        }
        taken += 1
        return events[taken - 1]
    }

    private static func from(_ pointer: UnsafeMutableRawPointer?) -> XESParser? {
        pointer.map { Unmanaged<XESParser>.fromOpaque($0).takeUnretainedValue() }
    }

    private var line: Int { Int(context?.pointee.input?.pointee.line ?? 0) }
}

// MARK: - Elements

extension XESParser {
    private typealias Attributes = UnsafeBufferPointer<UnsafePointer<xmlChar>?>

    private func open(_ name: UnsafePointer<xmlChar>?, _ attributes: Attributes) {
        depth += 1
        let element = name.map { String(cString: $0) } ?? ""
        switch (depth, element) {
        case (1, "log"): break
        case (1, _): refuse("is XML, but no event log: it begins with <\(element)> instead of <log>")
        case (2, "trace"): (trace, isInTrace, isFirstOfTrace) = (XESEvent(line: line, values: []), true, true)
        case (2...3, "event"):
            eventDepth = depth
            let known = isInTrace ? trace.values : []
            event = XESEvent(line: line, values: isFirstOfTrace ? known : known.filter { $0.column == caseName })
        default: attribute(element, attributes)
        }
    }

    private func close() {
        if depth == eventDepth, let event {
            events.append(event)
            (self.event, eventDepth, isFirstOfTrace) = (nil, 0, false)
        }
        depth -= 1
        if depth == 1 { isInTrace = false }
    }

    /// An attribute of the event or of its trace; those inside other attributes are left out.
    private func attribute(_ element: String, _ attributes: Attributes) {
        guard event != nil ? depth == eventDepth + 1 : isInTrace && depth == 3, let form = Self.form(of: element) else { return }
        guard let key = Self.value("key", in: attributes), let text = Self.value("value", in: attributes) else { return }
        let name = event == nil ? Array("case:".utf8) + key : Array(key)
        guard let column = columns.index(of: name) else {
            event?.refuse(ColumnNames.refusal)
            return
        }
        if event == nil, name.elementsEqual("case:concept:name".utf8) { caseName = column }
        let value = XESEvent.Value(column: column, form: form, text: Array(text))
        if event != nil { event?.add(value) } else { trace.add(value) }
    }

    private static func form(of element: String) -> Record.Form? {
        switch element {
        case "string", "date", "id": .text
        case "int", "float": .number
        case "boolean": .boolean
        default: nil
        }
    }

    /// libxml2 hands out five pointers an attribute: name, prefix, namespace, begin and end of the value.
    private static func value(_ name: String, in attributes: Attributes) -> UnsafeBufferPointer<UInt8>? {
        for index in stride(from: 0, to: attributes.count, by: 5) {
            guard let found = attributes[index], String(cString: found) == name, let begin = attributes[index + 3], let end = attributes[index + 4]
            else { continue }
            return UnsafeBufferPointer(start: begin, count: end - begin)
        }
        return nil
    }
}

// MARK: - What is wrong

extension XESParser {
    private func refuse(_ reason: String) {
        failure = failure ?? .invalid("\(name), line \(line)", "\(reason).")
        xmlStopParser(context)
    }

    private func damage(_ context: xmlParserCtxtPtr) -> Failure {
        let error = xmlCtxtGetLastError(context)
        let message = error?.pointee.message.map { String(cString: $0).trimmed } ?? "it is damaged"
        return .invalid("\(name), line \(error?.pointee.line ?? 0)", "is not well-formed XML: \(message). What stood before it has been read.")
    }
}
