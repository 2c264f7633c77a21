/** The demo shop's own style: what an owner has before a widget comes. */
export const style = `
:root { color-scheme: light dark; --ink: light-dark(#22201c, #f1ece3); --paper: light-dark(#fbf8f3, #181613); --card: light-dark(#fff, #221f1b); --line: light-dark(#e5ddd0, #3a352e); --brand: light-dark(#8a3f1d, #f0a878);
  --passerelle-accent: var(--brand); --passerelle-on-accent: light-dark(#fff, #2b1407); --passerelle-line: var(--line) }
* { box-sizing: border-box }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.6 Georgia, "Iowan Old Style", "Times New Roman", serif }
header, main, footer { max-width: 68rem; margin: 0 auto; padding: 1rem 0; width: calc(100% - 2 * clamp(1rem, 4vw, 2rem)) }
header { display: flex; flex-wrap: wrap; gap: .5rem 2rem; align-items: baseline; border-bottom: 1px solid var(--line) }
header a { color: inherit; text-decoration: none } header nav { display: flex; gap: 1.25rem; margin-left: auto }
header nav a { display: inline-block; min-height: 24px }
.logo { font-size: 1.35rem; font-weight: 700; letter-spacing: .02em } .logo::before { content: "◐ "; color: var(--brand) }
h1 { font-size: clamp(1.7rem, 4vw, 2.5rem); line-height: 1.15; margin: .3em 0 } h2 { font-size: 1.5rem; margin: 2.5rem 0 1rem }
.lead { max-width: 40rem; font-size: 1.1rem }
.goods { list-style: none; display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 19rem), 1fr)); gap: 1.5rem; padding: 0; margin: 2rem 0 }
.goods li { background: var(--card); border: 1px solid var(--line); border-radius: .75rem; overflow: hidden }
.goods a { color: inherit; text-decoration: none; display: block } .goods a:hover h3 { text-decoration: underline }
.goods .about { padding: 1rem 1.1rem 1.1rem } .goods h3 { margin: 0; font-size: 1.1rem } .goods p { margin: .1rem 0 }
.goods .line { opacity: .75; font-size: .95rem } .price { font-weight: 700; font-variant-numeric: tabular-nums }
.picture { display: block; width: 100%; aspect-ratio: 4 / 3 } 
.product { display: grid; gap: 1.5rem 3rem; margin-top: 1rem } .product .picture { border-radius: .75rem }
.product .price { font-size: 1.5rem; margin: 1rem 0 }
.buy { font: inherit; font-weight: 700; border: 0; border-radius: .5rem; padding: .8rem 1.6rem; background: var(--brand); color: light-dark(#fff, #2b1407); cursor: pointer }
footer { margin-top: 4rem; border-top: 1px solid var(--line); font-size: .9rem; opacity: .85 } footer a { color: inherit; display: inline-block; min-height: 24px }
passerelle-rating { font-size: .95rem } passerelle-reviews { display: block; min-height: 100vh } passerelle-reviews:not(:defined) a { color: inherit }
@media (min-width: 48rem) { .product { grid-template-columns: 1fr 1fr; align-items: start } }
`;
