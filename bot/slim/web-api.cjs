/** Stands in for Slack's own client inside Bolt, which makes one and never calls it: ours is bot/door/slack-client.ts. */
"use strict";

class WebClient {}
class Never extends Error {}

module.exports = {
  WebClient,
  addAppMetadata() {},
  WebAPIPlatformError: Never,
  WebAPIRateLimitedError: Never,
  WebAPIHTTPError: Never,
};
