#include "engine/checklist/html_style.hpp"

namespace duban::checklist {

// It is valid inside XML too: no `<`, no `&`.
std::string_view html_style() {
    return R"css(
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0 auto;padding:1rem 1.5rem 2rem;max-width:60rem;background:#fff;color:#1a1a1a;
font:14px/1.55 "Noto Sans CJK SC","Source Han Sans SC","PingFang SC","Hiragino Sans GB","Microsoft YaHei",sans-serif;
font-variant-numeric:tabular-nums;line-break:strict;overflow-wrap:break-word}
body:lang(en){font-family:system-ui,"Segoe UI","Noto Sans","Liberation Sans",Arial,"Noto Sans CJK SC","PingFang SC",
"Microsoft YaHei",sans-serif}
body.landscape{max-width:100rem}
a{color:#14508c;text-decoration-thickness:1px;text-underline-offset:.2em}
header{border-bottom:3px double #b3201b;margin-bottom:1rem;text-align:center}
h1{margin:.4rem 0 .2rem;font:700 1.75rem/1.3 "Noto Serif CJK SC","Source Han Serif SC","Songti SC",STSong,SimSun,serif;
text-wrap:balance}
h2{margin:1.4rem 0 .5rem;font-size:1.1rem;line-height:1.4}
header p{margin:.2rem 0;color:#444}
nav{margin:.2rem 0 .5rem;font-size:.93em;text-align:left;color:#777}
p{margin:.4rem 0}
section+section{margin-top:.9rem}
footer{margin-top:1.6rem;border-top:1px solid #999;padding-top:.3rem;font-size:.8rem;color:#555;overflow-wrap:anywhere}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.defs{position:absolute;width:0;height:0}
.i{stroke:currentColor;stroke-linejoin:round;width:.8em;height:.8em;margin-right:.15em;vertical-align:-.03em}
.n{white-space:nowrap}
.red{color:#b3201b;fill:#b3201b}.yellow{color:#7a5a00;fill:#f2b600}.blue{color:#1d4f91;fill:#3f7ac4}
.green{color:#1c6b33;fill:#3d9a58}.grey{color:#666;fill:#fff}
.box{overflow-x:auto}.box+.box{margin-top:.8rem}
table{border-collapse:collapse;width:100%;font-size:.93em;line-height:1.45}
th,td{border:1px solid #b9b9b9;padding:.25em .4em;vertical-align:top;text-align:left}
thead th{background:#f2f0ec;font-weight:600;vertical-align:bottom}
tbody th[scope=row]{font-weight:inherit;background:#fff}
.group th{background:#faf6ef;border-top:2px solid #8a8a8a}
tfoot td,tfoot th{border-top:2px solid #8a8a8a;font-weight:600;background:#f8f8f8}
.cards .narrow{width:1%}.cards .wide{min-width:9em}
.cards .normal{min-width:4.5em}
.foot{margin-top:1.2rem}
.note{display:block;font-weight:400;font-size:.9em}
.box table{width:max-content}.box .wide{min-width:13em}
.box td{max-width:30em}
.box .matrix{width:auto;min-width:100%}
.matrix td{min-width:2.6em;word-break:keep-all}
.matrix .noted{min-width:5em;max-width:9em;vertical-align:top}
.matrix .rate{width:4.4em}
.box .normal{min-width:5em}.box th[scope=row]{max-width:12em}
.box .stuck,.box th[scope=row]{position:sticky;left:0;z-index:1;box-shadow:inset -1px 0 #b9b9b9}
.rate{display:block;width:5em;margin-left:auto;height:.5em;margin-top:.2em;border:1px solid #555;background:#fff}
.sure{fill:#444}.open{fill:url(#open)}
dl,dd,dt,ul{margin:0;padding:0}
.figures{display:grid;grid-template-columns:repeat(auto-fill,minmax(13rem,1fr));gap:.5rem}
.figures div{border:1px solid #b9b9b9;border-top:3px solid #777;padding:.4rem .6rem}
.figures dt{color:#444}
.figures dd b{font-size:1.5rem;line-height:1.3}
.figures small{display:block;color:#555;font-size:.85em}
.bars{display:grid;grid-template-columns:fit-content(16rem) minmax(6rem,1fr) fit-content(28rem);gap:.35rem .8rem;
align-items:center}
.bars li{display:contents}
.bars svg.bar{width:100%;height:1em}
.bar rect{stroke:#555}
.bars span+span{margin-left:.5em}
.tiles{display:grid;grid-template-columns:repeat(auto-fill,minmax(4.5rem,1fr));gap:3px;margin:.6rem 0}
.tiles.placed{grid-template-columns:none;grid-auto-columns:minmax(0,4.5rem);justify-content:center}
.tiles a{color:inherit}
.tiles svg{display:block;width:100%}
.tiles text{text-anchor:middle;fill:#111;stroke:none;font-size:11px}
.tiles text.small{font-size:9px}
.tiles rect{stroke:currentColor;fill-opacity:.16}
.tiles .red>svg>rect,.tiles .red>a>svg>rect{stroke-width:2.5}
.tiles .bar{display:inline}.tiles .bar rect{stroke:#555;stroke-width:.5;fill-opacity:1}
.legend{columns:2 26rem;column-gap:2rem}
.legend div{display:flex;gap:.6em;break-inside:avoid;padding:.1rem 0}
.legend dt{flex:none;min-width:6em;font-weight:600}
@media screen and (max-width:640px){
body{padding:.6rem .6rem 1.5rem;font-size:15px}
h1{font-size:1.35rem}
.bars{grid-template-columns:1fr}.bars li>span:last-child{margin-bottom:.4rem}
.figures{grid-template-columns:1fr 1fr}
.legend div{display:block;padding:.25rem 0}
.tiles.placed{grid-template-columns:repeat(4,1fr)}.tiles div{grid-area:auto!important}
.cards,.cards tbody,.cards tr,.cards td,.cards tfoot{display:block}
.cards thead{display:none}
.cards tr{border:1px solid #b9b9b9;margin:0 0 .6rem;padding:.3rem .5rem}
.cards th,.cards td{border:0;padding:.1rem 0}
.cards td:empty,.cards .again{display:none}
.cards td{display:flow-root;padding-left:6em;text-align:left!important}.cards .rate{margin-left:0}
.cards td::before{float:left;width:6.3em;margin-left:-6.66em;color:#666;font-size:.9em}
.cards td.lead,.cards tbody th[scope=row]{display:inline;padding:0;font-weight:600;margin-right:.35em}
.cards td.lead::before{content:none}
.cards tr.group{background:#faf6ef;padding:.2rem .5rem}
.cards .group th{display:block;border:0;background:none}
}
@media print{
body{padding:0 1px;max-width:none!important;font-size:9pt;line-height:1.4;
print-color-adjust:exact;-webkit-print-color-adjust:exact}
.landscape table{font-size:7.5pt;line-height:1.3}
nav{display:none}
a{color:inherit;text-decoration:none}
h1{font-size:17pt}h2{margin:.7rem 0 .3rem;font-size:10.5pt;break-after:avoid}
section+section{margin-top:.5rem}
.landscape .bars{grid-template-columns:repeat(2,fit-content(11rem) minmax(4rem,1fr) fit-content(13rem));gap:.1rem .6rem}
.tiles{grid-template-columns:repeat(auto-fill,minmax(3.4rem,1fr))}
.box{overflow:visible}
.box .stuck,.box th[scope=row]{position:static;box-shadow:none}
thead{display:table-header-group}tfoot{display:table-row-group}
tr,.figures div,.tiles svg,.bars{break-inside:avoid}
.group{break-after:avoid}
th,td{padding:.15em .3em;border-color:#777}
.cards .wide{min-width:7.5em}
.box table{width:auto}.box .wide{min-width:16em}.matrix .noted{min-width:4em}
.figures{grid-template-columns:repeat(6,1fr)}.figures dd b{font-size:12pt}
footer{font-size:7pt;break-inside:avoid}
}
)css";
}

std::string_view html_symbols() {
    return R"svg(<svg class="defs" aria-hidden="true"><defs>
<symbol id="red" viewBox="0 0 12 12"><path d="M6 1 11.3 11H.7z"/></symbol>
<symbol id="yellow" viewBox="0 0 12 12"><path d="M6 .8 11.2 6 6 11.2.8 6z"/></symbol>
<symbol id="blue" viewBox="0 0 12 12"><path d="M1.2 1.2h9.6v9.6H1.2z"/></symbol>
<symbol id="green" viewBox="0 0 12 12"><circle cx="6" cy="6" r="5"/></symbol>
<symbol id="grey" viewBox="0 0 12 12"><circle cx="6" cy="6" r="4.8"/></symbol>
<pattern id="bar-red" width="4" height="4" patternUnits="userSpaceOnUse"><path fill="#b3201b" d="M0 0h4v4H0z"/></pattern>
<pattern id="bar-yellow" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
<path fill="#f2b600" d="M0 0h6v6H0z"/><path fill="#7a5a00" d="M0 0h2v6H0z"/></pattern>
<pattern id="bar-blue" width="4" height="4" patternUnits="userSpaceOnUse">
<path fill="#8fb5e6" d="M0 0h4v4H0z"/><path fill="#1d4f91" d="M0 0h4v1.5H0z"/></pattern>
<pattern id="bar-green" width="5" height="5" patternUnits="userSpaceOnUse">
<path fill="#bfe3c8" d="M0 0h5v5H0z"/><circle cx="2.5" cy="2.5" r="1.2" fill="#1c6b33"/></pattern>
<pattern id="bar-grey" width="4" height="4" patternUnits="userSpaceOnUse"><path fill="#fff" d="M0 0h4v4H0z"/></pattern>
<pattern id="open" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
<path fill="#fff" d="M0 0h4v4H0z"/><path fill="#777" d="M0 0h1.4v4H0z"/></pattern>
</defs></svg>
)svg";
}

}  // namespace duban::checklist
