/** Stands in for how Slack's client introduces itself, which reads its own package.json whole. */
"use strict";

exports.getUserAgent = () => "passerelle";
exports.addAppMetadata = () => undefined;
