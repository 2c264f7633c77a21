/** Stands in for eventemitter3: the Worker has Node's own. */
"use strict";

module.exports = require("node:events");
