extension RejectedEvent {
    /// The body over several lines; as it came where it is no JSON.
    var laidOutBody: String {
        do throws(JSONFault) { return try JSONText(Array(body.utf8)).root.laidOut } catch { return body }
    }
}
