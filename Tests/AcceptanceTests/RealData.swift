import Analytics
import App
import Channels
import Foundation
import Kernel
import TestKit
import Testing
import Timeline

/// Where the real data stand: `THROUGHLINE_DATA`, else beside the project.
private let directory = ProcessInfo.processInfo.environment["THROUGHLINE_DATA"] ?? "../shared/data"

/// Whether a file of the real data is there. It is not part of the project; a stranger's tests on it are skipped, and say so.
func isThere(_ file: String) -> Bool { FileManager.default.fileExists(atPath: path(of: file)) }

func path(of file: String) -> String { "\(directory)/\(file)" }

/// The line of an installation that has taken in this file and nothing else: what `throughline import` and then `throughline report` see.
func lineOf(_ file: String, map: String? = nil, survey: String? = nil, monthFirst: Bool = false) async throws -> JourneyLog {
    var options = ImportOptions()
    if let map { options.mapping = try Mapping(map) }
    options.survey = try survey.map { try SurveyMap(path: $0) }
    options.dayFirst = monthFirst ? false : nil
    return try await lineOf([FileImport(path: path(of: file), options: options)])
}

/// The same of several surveys, each with its map.
func lineOf(surveys: [(file: String, map: String)]) async throws -> JourneyLog {
    try await lineOf(
        surveys.map { survey in
            var options = ImportOptions()
            options.survey = try SurveyMap(path: survey.map)
            return FileImport(path: path(of: survey.file), options: options)
        })
}

private func lineOf(_ files: [FileImport]) async throws -> JourneyLog {
    try await withPassingInstallation { installation in
        for file in files {
            let run = try await ImportRun.prepare(file, plan: file.plan(), into: installation.line, source: nil, keepsRejected: false)
            _ = try await run.run { _ in }
        }
        return try await installation.line.journeyLog()
    }
}

/// The reason a test on real data was skipped.
func skipped(_ file: String) -> Comment { "\(file) is not here: set THROUGHLINE_DATA to the directory of the real data." }
