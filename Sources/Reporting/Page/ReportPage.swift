import Analytics
import Kernel
import Web

struct ReportPage {
    let report: Report

    var labels: Labels { report.labels }

    /// Nothing may be loaded or run, whatever a name in the data tries.
    var html: HTML {
        """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>\(report.options.title) – the line</title>
        <style>\(pageStyle)</style>
        </head>
        <body>
        \(header)
        <main>
        \(caveats)
        \(report.isEmpty ? nothing : sections)
        </main>
        \(footer)
        </body>
        </html>

        """
    }

    private var header: HTML {
        """
        <header>
        <p class="over">The line of every customer</p>
        <h1>\(report.options.title)</h1>
        <p class="span">\(report.span)</p>
        </header>
        """
    }

    /// What to know before the first figure.
    private var caveats: HTML? {
        let sentences = report.caveats.sentences(labels).map { "<p>\($0)</p>" as HTML }
        return sentences.isEmpty ? nil : "<aside class=\"caveats\" aria-label=\"Please note\"><h2>Please note</h2>\(sentences)</aside>"
    }

    private var nothing: HTML {
        "<section><h2>\(report.nothing.headline)</h2><p>\(report.nothing.advice)</p></section>"
    }

    private var sections: HTML {
        let first = [tiles, diagnosis, moments, episodes] + report.drivers.map(drivers)
        return (first + [journey, shares, follows, ways, funnel, retention] + report.scores.map(score)).joined(separator: "\n")
    }

    private var tiles: HTML {
        let tiles = report.tiles.map { tile -> HTML in
            "<div><dt>\(tile.label)</dt><dd><strong>\(tile.value)</strong><span>\(tile.detail)</span></dd></div>"
        }
        return "<dl class=\"tiles\">\(tiles)</dl>"
    }

    private var footer: HTML {
        """
        <footer>
        <p>\(Definition.interval.text) \(Definition.enough.text)</p>
        <p>\(report.isEmpty ? nil : "Known until \(report.now.description). All days and months are of UTC.")</p>
        </footer>
        """
    }
}
