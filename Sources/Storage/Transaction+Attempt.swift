import Kernel

extension Transaction {
    /// Runs `body` with a savepoint of its own: if it fails, nothing of it remains, and the transaction goes on.
    ///
    /// - Throws: what befell the whole transaction: a full disk or a lost connection may have taken it.
    func attempt<Answer>(_ body: () throws -> Answer) throws -> Result<Answer, any Error> {
        _ = try connection.run("SAVEPOINT one", [])
        do {
            let answer = try body()
            _ = try connection.run("RELEASE SAVEPOINT one", [])
            return .success(answer)
        } catch let fault {
            do {
                _ = try connection.run("ROLLBACK TO SAVEPOINT one", [])
                _ = try connection.run("RELEASE SAVEPOINT one", [])
            } catch { throw fault as? Outage ?? error }
            return .failure(fault)
        }
    }
}
