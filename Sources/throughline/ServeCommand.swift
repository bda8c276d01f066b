import App
import ArgumentParser
import Foundation
import Kernel

/// Where the server listens.
struct ServingOptions: ParsableArguments {
    @Option(help: "Address to listen on (default: 127.0.0.1).")
    var host: String?

    @Option(help: "Port to listen on; 0 takes a free one (default: 8080).")
    var port: String?

    @Option(name: .customLong("public-url"), help: "How browsers reach it, when a proxy stands in front: https://cx.example.com.")
    var publicURL: String?

    @Option(name: .customLong("metrics-port"), help: "Port of /metrics for Prometheus, on the same address (default: none).")
    var metricsPort: String?

    @Option(name: .customLong("mail-port"), help: "Port on which your mail server hands over mail, by LMTP or SMTP (default: none).")
    var mailPort: String?

    @Option(name: .customLong("mail-host"), help: "Address of that port (default: 127.0.0.1).")
    var mailHost: String?

    @Option(name: .customLong("events-per-second"), help: "How many events a source may send in a second; 0 is any number (default: 1000).")
    var eventsPerSecond: String?

    var arguments: [String: String] {
        var arguments: [String: String] = [:]
        arguments["host"] = host
        arguments["port"] = port
        arguments["public-url"] = publicURL
        arguments["metrics-port"] = metricsPort
        arguments["mail-port"] = mailPort
        arguments["mail-host"] = mailHost
        arguments["events-per-second"] = eventsPerSecond
        return arguments
    }
}

struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "serve", abstract: "Starts the server.")

    @OptionGroup var installation: InstallationOptions
    @OptionGroup var serving: ServingOptions

    func run() async throws {
        try await failing {
            let configuration = try installation.configuration(serving.arguments)
            let installation = try await Installation.open(configuration)
            let server = Server(installation, configuration)
            try await server.run { address in
                say("Throughline is at \(address)")
                if let link = try await server.firstRunLink(at: address) { say("Nobody works here yet. Begin with this link, once: \(link)") }
            }
            try await installation.close()
        }
    }
}

struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo", abstract: "Starts the server with the demo company: an office-furniture maker with two years of history.")

    @OptionGroup var installation: InstallationOptions
    @OptionGroup var serving: ServingOptions

    @Option(help: "How many customers the company has.")
    var customers = 5_000

    func run() async throws {
        try await failing {
            try Failure.require((1...1_000_000).contains(customers), "--customers", "must be a whole number from 1 to 1000000, not “\(customers)”.")
            let configuration = try installation.configuration(serving.arguments)
            let installation = try await Installation.open(configuration)
            let written = try await DemoLoading(installation, configuration).load(customers: customers, now: systemNow()) { done, all in
                progressLine("Two years of the demo company: \(done) of about \(all) touchpoints")
            }
            if written > 0 { progressEnd() }
            let server = Server(installation, configuration)
            try await server.run { address in
                say("Throughline is at \(address)")
                say("Sign in with this link: \(try await server.demoSignIn(at: address))")
                say("A page of its shop, with the chat: \(try await server.demoShop(at: address))")
            }
            try await installation.close()
        }
    }
}
