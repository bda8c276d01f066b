import Web

/// Written by us and free of data, so it goes out as it is.
let pageStyle = HTML(
    trusted: """

        :root{color-scheme:light dark;--paper:light-dark(#f8f4ec,#161310);--card:light-dark(#fffdf8,#1e1a16);--ink:light-dark(#241f19,#ece5da);
        --quiet:light-dark(#5f574b,#b6ab9b);--rule:light-dark(#e2dacb,#352e27);--track:light-dark(#efe9dd,#110e0c);
        --main:light-dark(#b8371f,#f2795b);--soft:light-dark(#b8371f30,#f2795b38);--good:light-dark(#22684a,#79c6a0);
        --bad:light-dark(#8d1c50,#f08fb3);--warn:light-dark(#835300,#dfb061);--warn-wash:light-dark(#f8ebcf,#35290f);
        --even:light-dark(#8d8373,#82786a);
        --serif:"Iowan Old Style","Palatino Linotype",Palatino,"Noto Serif","Noto Serif CJK SC","Songti SC",Georgia,"Times New Roman",serif;
        --sans:system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","PingFang SC","Microsoft YaHei","Noto Sans CJK SC","Liberation Sans",sans-serif}
        *{box-sizing:border-box}
        body{margin:0;background:var(--paper);color:var(--ink);
        font:14px/1.45 var(--sans);font-variant-numeric:tabular-nums;overflow-wrap:break-word}
        header,main,footer{max-width:1120px;margin:0 auto;padding:0 24px}
        header{padding-top:32px}
        .over{margin:0;color:var(--main);font-weight:600;font-size:13px}
        h1,.tiles strong,.headline strong{font-family:var(--serif);font-weight:500;letter-spacing:-.01em}
        h1{margin:2px 0 0;font-size:26px;line-height:1.2;text-wrap:balance}
        .span{margin:8px 0 0;color:var(--quiet)}
        h2{margin:0 0 12px;font-size:15px;font-weight:650;text-wrap:balance}
        h3{margin:20px 0 6px;font-size:13px;font-weight:600;color:var(--quiet)}
        p{margin:0 0 12px}
        blockquote{margin:10px 0 2px;padding-inline-start:12px;border-inline-start:2px solid var(--main);font-family:var(--serif)}
        .said{padding-inline-start:14px;color:var(--quiet);font-size:13px}
        small,.note,footer,caption,summary,figcaption{color:var(--quiet);font-size:13px}
        section{margin:16px 0 0;padding:16px 20px 20px;border:1px solid var(--rule);border-radius:6px;background:var(--card)}
        footer{margin-top:64px;padding-top:24px;padding-bottom:48px}
        footer p{max-width:75ch}
        .caveats{margin:20px 0 0;padding:12px 20px;border-radius:6px;border-inline-start:4px solid var(--warn);background:var(--warn-wash)}
        .caveats h2{margin:0 0 6px}.caveats p{max-width:90ch}.caveats p:last-child{margin:0}
        .tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(190px,1fr));gap:1px;margin:20px 0 0;
        background:var(--card);border:1px solid var(--rule);border-radius:6px;overflow:clip}
        .tiles>div{padding:12px 16px;outline:1px solid var(--rule)}
        .tiles dt{color:var(--quiet);font-size:13px;font-weight:600}
        .tiles dd{margin:2px 0 0}
        .tiles strong{display:block;font-size:28px;line-height:1.15}
        .tiles span{color:var(--quiet);font-size:12px}
        .river{display:block;width:100%;height:120px}
        .r0{fill:var(--soft)}.r1{fill:var(--main)}
        .stages{display:grid;gap:24px;list-style:none;margin:16px 0 20px;padding:0;grid-template-columns:repeat(auto-fit,minmax(180px,1fr))}
        .s1{grid-template-columns:1fr}.s2{grid-template-columns:repeat(2,1fr)}.s3{grid-template-columns:repeat(3,1fr)}
        .s4{grid-template-columns:repeat(4,1fr)}.s5{grid-template-columns:repeat(5,1fr)}.s6{grid-template-columns:repeat(6,1fr)}
        .stages h3{margin:0 0 2px;font-size:16px}
        .stages p{margin:0 0 8px;font-size:14px}
        .stages .big{margin:0 0 4px;font-size:24px;font-weight:650;line-height:1.2}
        .stages .big small{font-weight:400}
        .stages .bar{display:none}
        .stages .on{margin-top:14px;padding-top:12px;border-top:2px solid var(--main)}
        .stages .on strong,.stages .time strong{font-size:17px}
        .two{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,440px),1fr));gap:16px 48px}.two>:only-child{max-width:640px}
        *+.two{margin-top:28px}section>h2+.two{margin-top:0}
        .flows{display:grid;grid-template-columns:auto minmax(0,1fr);gap:32px;align-items:start}
        .wide{grid-template-columns:minmax(0,1fr)}.wide .flow{margin:0 auto}
        figure{margin:0;min-width:0}.wide figcaption{text-align:center}
        .scroll{overflow-x:auto;max-width:100%}
        .scroll:focus-visible,summary:focus-visible{outline:2px solid var(--main);outline-offset:3px;border-radius:4px}
        table{border-collapse:collapse;width:100%;font-size:14px}
        caption{text-align:start;padding:0 0 6px;font-weight:600}
        th,td{padding:5px 12px 5px 0;text-align:start;vertical-align:top;border-bottom:1px solid var(--rule);font-weight:400}
        thead th{color:var(--quiet);vertical-align:bottom;font-size:12px;font-weight:600}
        tbody tr:last-child>*{border-bottom:0}
        tbody th{min-width:9em}
        .n{text-align:end;white-space:nowrap}
        th:last-child,td:last-child{padding-right:0}
        .to{color:var(--quiet)}
        .bar{display:block;width:100%;min-width:110px;height:10px;margin:5px 0;border-radius:3px}
        .b0{fill:var(--track)}.b1{fill:var(--main)}.b2{fill:var(--ink)}.b3{fill:var(--soft)}
        .place{display:block;width:160px;height:14px;margin-top:4px}
        details{margin:16px 0 0}
        summary{cursor:pointer;width:fit-content}
        summary:hover{color:var(--ink)}
        details>*+*{margin-top:12px}
        .how p{max-width:75ch;color:var(--quiet);font-size:14px}
        .flow{display:block;height:auto;max-width:none}
        .box{fill:var(--card);stroke:var(--even)}
        .flow text,.columns text,.trend text{font-size:12.5px;text-anchor:middle;fill:var(--quiet)}
        .flow .name{font-size:13.5px;font-weight:600;fill:var(--ink)}
        .flow .count{fill:var(--ink);paint-order:stroke;stroke:var(--card);stroke-width:5px;stroke-linejoin:round}
        .e{fill:none;stroke:var(--main);stroke-opacity:.5}
        .back{stroke-dasharray:5 4}
        .tip{fill:var(--main)}
        .columns{display:block}
        .trend{display:block;width:100%;min-width:600px;height:auto}
        .trend .end{text-anchor:end}
        .grid{stroke:var(--rule)}
        .band{fill:var(--soft)}
        .line{fill:none;stroke:var(--main);stroke-width:2.5;stroke-linejoin:round}
        .reach{stroke:var(--soft);stroke-width:12}
        .ways{margin:0;padding:0;list-style:none}
        .ways li{display:grid;grid-template-columns:250px 1fr;gap:4px 32px;padding:12px 0;border-bottom:1px solid var(--rule)}
        .ways .share span{color:var(--quiet);font-size:14px}
        .ways .share strong{color:var(--ink)}
        .ways details{grid-column:2;margin:0}
        .chain{margin:0;line-height:2}
        .chain b{font-weight:500;font-size:14px;padding:3px 9px;border-radius:6px;background:var(--track);white-space:nowrap}
        .chain i{color:var(--quiet);font-size:14px;font-style:normal}
        .heat td{border:2px solid var(--card);padding:6px 9px;min-width:44px}
        .heat th{padding-right:14px;white-space:nowrap}
        .heat .few{color:var(--quiet)}
        .heat{width:auto}.heat tbody th{border-bottom:0}.heat .sum>*{font-weight:600}
        .headline{margin:0 0 4px;color:var(--quiet)}
        .headline strong{font-size:28px;line-height:1.15;color:var(--ink)}
        .votes{display:block;width:100%;height:16px;border-radius:4px}
        .v0{fill:var(--bad)}.v1{fill:var(--even)}.v2{fill:var(--good)}
        .legend{display:flex;flex-wrap:wrap;gap:4px 24px;list-style:none;margin:8px 0 16px;padding:0;font-size:14px}
        .legend li::before{content:"";display:inline-block;width:.75em;height:.75em;margin-inline-end:.5em;border-radius:2px;background:var(--even)}
        .legend .v0::before{background:var(--bad)}.legend .v2::before{background:var(--good)}
        \(heatShades)
        @media (max-width:900px){.flows{grid-template-columns:minmax(0,1fr)}}
        @media (max-width:720px){header,main,footer{padding-left:16px;padding-right:16px}header{padding-top:28px}h1{font-size:23px}
        section{padding:12px 14px 16px}.river{display:none}.stages{grid-template-columns:1fr;gap:28px}.stages .bar{display:block}.bar{min-width:48px}
        .tiles{grid-template-columns:repeat(2,minmax(0,1fr));gap:1px}.tiles strong{font-size:23px}
        .ways li{grid-template-columns:minmax(0,1fr)}.ways details{grid-column:1}}
        @media print{:root{color-scheme:light}body{font-size:11pt;background:#fff}section{margin-top:28px;break-inside:avoid-page}
        h2,h3{break-after:avoid}
        .scroll{overflow:visible}.how{display:none}tr,li{break-inside:avoid}*{print-color-adjust:exact}}

        """)

/// A shade for each tenth, never so dark that the writing on it could not be read.
private let heatShades = (0...10).map { tenth in
    ".h\(tenth){background:color-mix(in oklab,var(--main) \(3 + tenth * 5)%,var(--card))}"
}.joined()
