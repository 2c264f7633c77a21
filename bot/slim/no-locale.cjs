/** Stands in for zod's English: what people read of a mistake is ours (bot/text), and the log says where it is. */
"use strict";

module.exports = () => ({});
