/** A program for the browser, built and brought along as text by test/tools/build-parts.mjs. */
declare module "*?text" {
  const text: string;
  export default text;
}
