/** The methods that an operation can have, in the order in which those of one path are generated. */
export const httpMethods = ['get', 'put', 'post', 'delete', 'patch', 'head', 'options', 'trace'] as const
