export declare const InstallProvider: unknown;
export declare const SocketModeClient: unknown;
