import Web

/// The sheet in the middle of a page by which people come in, under our mark.
struct Entry: Markup {
    let title: String
    let content: HTML

    init(_ title: String, _ content: HTML) {
        self.title = title
        self.content = content
    }

    var html: HTML {
        """
        <div class="entry"><a class="mark" href="/"><img src="\(url: Assets.embedded.path("mark.svg"))" width="36" height="36" alt="">Throughline</a>
        <section class="sheet"><h1>\(title)</h1>\(content)</section></div>
        """
    }
}
