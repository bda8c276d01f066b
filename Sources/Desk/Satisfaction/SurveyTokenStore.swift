import Crypto
import Storage

/// The secret by which we know the links that we have given, made when it is first needed.
enum SurveyTokenStore {
    static func token(in tx: Transaction) throws -> SurveyToken {
        let fresh = SymmetricKey(size: .bits256).withUnsafeBytes { Array($0) }
        try tx.run("INSERT INTO secret (name, value, created_at) VALUES ('survey', \(fresh), \(tx.now)) ON CONFLICT (name) DO NOTHING")
        return SurveyToken(secret: try tx.value("SELECT value FROM secret WHERE name = 'survey'") ?? fresh)
    }

    /// `nil` before anybody was to be asked.
    static func token(_ reading: some Reading) throws -> SurveyToken? {
        try reading.value("SELECT value FROM secret WHERE name = 'survey'", as: [UInt8].self).map(SurveyToken.init)
    }
}
