/// What a connection is for, and the settings that follow from it.
enum Purpose {
    case reading, writing

    var settings: String { "SET extra_float_digits = 1; SET bytea_output = hex; SET client_min_messages = warning; " + ownSettings }

    /// Reads are given up after 30 s. Who writes waits 10 s for what another server holds, and holds nothing for a minute without
    /// working on it. Its commits are on disk when they return: a server that would not wait for that is told to, one that also
    /// waits for its replicas is left alone. Who writes looks things up by their keys: a statement that was planned while a table was
    /// empty would else go on reading it whole, until somebody counts its rows.
    private var ownSettings: String {
        switch self {
        case .reading: "SET statement_timeout = '30s'"
        case .writing:
            """
            SET enable_seqscan = off; SET lock_timeout = '10s'; SET idle_in_transaction_session_timeout = '60s';
            SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'
            """
        }
    }
}
